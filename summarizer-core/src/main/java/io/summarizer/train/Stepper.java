package io.summarizer.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import io.summarizer.text.Batch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes optimizer steps: owns the training graph's session and the state it transforms.
 *
 * <p>The state is kept twice: a call reads one copy and writes the other, then they change places.
 * Parameters and moments therefore need 6 x 4 bytes each, besides the activations.
 */
public final class Stepper implements AutoCloseable {
  private final T5Config config;
  private final AdamW optimizer;
  private final LearningRate schedule;
  private final DropoutPool pool;
  private final int dropoutSites;
  private final Session session;
  private State current;
  private State next;
  private long step;

  /** The parameters, the optimizer's moments and, with float16, the loss scale. */
  private record State(
      ParameterBlocks parameters,
      ParameterBlocks first,
      ParameterBlocks second,
      @Nullable Tensor lossScale)
      implements AutoCloseable {
    static State initial(Setup setup) {
      ParameterLayout layout = setup.layout();
      return new State(
          new ParameterBlocks(layout),
          new ParameterBlocks(layout),
          new ParameterBlocks(layout),
          setup.arithmetic().needsLossScaling()
              ? Tensor.of(LossScale.initial(), LossScale.SIZE)
              : null);
    }

    /** What is to be saved besides the parameters, by names that do not depend on the blocks. */
    Map<ParameterSpec, FloatBuffer> optimizer() {
      Map<ParameterSpec, FloatBuffer> result = new LinkedHashMap<>();
      for (ParameterSpec tensor : parameters.layout().tensors()) {
        String name = tensor.name();
        result.put(
            new ParameterSpec(TrainingGraph.FIRST_MOMENT + "." + name, tensor.shape()),
            first.parameter(name));
        result.put(
            new ParameterSpec(TrainingGraph.SECOND_MOMENT + "." + name, tensor.shape()),
            second.parameter(name));
      }
      if (lossScale != null) {
        result.put(ParameterSpec.of(LossScale.NAME, LossScale.SIZE), lossScale.floats());
      }
      return result;
    }

    void bind(String prefix, Map<String, Tensor> target) {
      if (lossScale != null) {
        target.put(prefix + LossScale.NAME, lossScale);
      }
      parameters.bind(prefix + TrainingGraph.PARAMETERS, target);
      first.bind(prefix + TrainingGraph.FIRST_MOMENT, target);
      second.bind(prefix + TrainingGraph.SECOND_MOMENT, target);
    }

    @Override
    public void close() {
      parameters.close();
      first.close();
      second.close();
      if (lossScale != null) {
        lossScale.close();
      }
    }
  }

  /**
   * What a stepper is made for.
   *
   * @param dropoutRate 0 to below 1
   * @param largestMask see {@link DropoutPool#largestMask}
   * @param accumulates whether steps have several micro-batches
   * @param loops whether a call makes several steps
   * @param arithmetic of matrix products
   * @param recomputes whether the backward pass computes the inside of a block of the network a
   *     second time instead of keeping it: the same numbers in less memory and more time
   */
  public record Setup(
      T5Config config,
      ParameterLayout layout,
      AdamW optimizer,
      LearningRate schedule,
      double maxGradientNorm,
      double dropoutRate,
      long largestMask,
      long seed,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      boolean recomputes) {
    /** A setup that keeps everything the backward pass needs. */
    public Setup(
        T5Config config,
        ParameterLayout layout,
        AdamW optimizer,
        LearningRate schedule,
        double maxGradientNorm,
        double dropoutRate,
        long largestMask,
        long seed,
        boolean accumulates,
        boolean loops,
        Arithmetic arithmetic) {
      this(
          config,
          layout,
          optimizer,
          schedule,
          maxGradientNorm,
          dropoutRate,
          largestMask,
          seed,
          accumulates,
          loops,
          arithmetic,
          false);
    }

    TrainingGraph.Form form() {
      return new TrainingGraph.Form(
          dropoutRate > 0, accumulates, loops, maxGradientNorm, arithmetic, recomputes);
    }
  }

  /** Prepares the graph and allocates the state, all zeros. */
  public Stepper(Setup setup, SessionOptions options) {
    this.config = setup.config();
    this.optimizer = setup.optimizer();
    this.schedule = setup.schedule();
    TrainingGraph.Built built =
        TrainingGraph.build(config, setup.layout(), optimizer, setup.form());
    this.dropoutSites = built.dropoutSites();
    this.pool =
        new DropoutPool(
            config, setup.seed(), setup.dropoutRate(), dropoutSites == 0 ? 0 : setup.largestMask());
    this.session = Session.open("training graph", built.graph().toModel(), options);
    this.current = State.initial(setup);
    this.next = State.initial(setup);
  }

  /** The graph that a stepper of this setup runs, to look at. */
  public static ModelProto model(Setup setup) {
    return TrainingGraph.build(setup.config(), setup.layout(), setup.optimizer(), setup.form())
        .graph()
        .toModel();
  }

  /** The parameters as they are after the last step; writes go through. */
  public ParameterBlocks parameters() {
    return current.parameters();
  }

  /** By what the loss is multiplied before the backward pass; 1 but for float16. */
  public float lossScale() {
    return current.lossScale() == null ? 1 : current.lossScale().floats().get(0);
  }

  /**
   * The optimizer's state after the last step, tensor by tensor: with the parameters and the step
   * it is all that the next step depends on. Writes go through.
   */
  public Map<ParameterSpec, FloatBuffer> optimizerState() {
    return current.optimizer();
  }

  /** How many steps have been made. */
  public long step() {
    return step;
  }

  /** Goes on after {@code step} steps, whose parameters and state have been put in place. */
  public void goOnAfter(long step) {
    this.step = step;
  }

  /**
   * Makes a step for each element of {@code steps}, whose elements are its micro-batches.
   *
   * @return the results in order
   */
  public List<StepResult> run(List<List<Batch>> steps) {
    Map<String, Tensor> call = new HashMap<>();
    try {
      List<Batch> all = steps.stream().flatMap(List::stream).toList();
      BatchPacker.pack(all, config.decoderStartTokenId(), call);
      packSteps(steps, call);
      Map<String, Tensor> inputs = new HashMap<>(call);
      inputs.put("dropout_pool", pool.tensor());
      current.bind("", inputs);
      Map<String, Tensor> outputs = new HashMap<>();
      next.bind(TrainingGraph.NEXT, outputs);
      try (Outputs measured = session.run(inputs, Set.of("loss", "gradient_norm"), outputs)) {
        return advance(measured.floats("loss"), measured.floats("gradient_norm"));
      }
    } finally {
      call.values().forEach(Tensor::close);
    }
  }

  private List<StepResult> advance(float[] losses, float[] norms) {
    List<StepResult> results = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      double rate = schedule.at(step);
      step++;
      boolean skipped = current.lossScale() != null && !Float.isFinite(norms[i]);
      results.add(new StepResult(step, losses[i], norms[i], rate, skipped));
    }
    State done = current;
    current = next;
    next = done;
    return results;
  }

  private void packSteps(List<List<Batch>> steps, Map<String, Tensor> target) {
    long[] ranges = new long[steps.size() * 2];
    float[] numbers = new float[steps.size() * 4];
    List<long[]> offsets = new ArrayList<>();
    long first = 0;
    for (int i = 0; i < steps.size(); i++) {
      List<Batch> microBatches = steps.get(i);
      ranges[2 * i] = first;
      ranges[2 * i + 1] = microBatches.size();
      first += microBatches.size();
      long t = step + i + 1;
      numbers[4 * i] = (float) schedule.at(step + i);
      numbers[4 * i + 1] = (float) optimizer.correction1(t);
      numbers[4 * i + 2] = (float) optimizer.correction2(t);
      numbers[4 * i + 3] = microBatches.stream().mapToInt(Batch::labelTokens).sum();
      offsets.add(pool.offsets(t, microBatches, dropoutSites));
    }
    target.put("steps", Tensor.of(ranges, steps.size(), 2));
    target.put("numbers", Tensor.of(numbers, steps.size(), 4));
    long[] places = com.google.common.primitives.Longs.concat(offsets.toArray(long[][]::new));
    target.put("dropout_offsets", Tensor.of(places, first, dropoutSites));
  }

  @Override
  public void close() {
    session.close();
    current.close();
    next.close();
    pool.close();
  }
}
