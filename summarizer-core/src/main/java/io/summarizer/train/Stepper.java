package io.summarizer.train;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Longs;
import io.summarizer.graph.Shape;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes optimizer steps: owns the training graph's session and the state it transforms.
 *
 * <p>Besides the activations, a parameter needs 4 bytes if it is frozen. One that learns needs 4 x
 * 4 with AdamW where Java updates it in place, see {@link InPlaceState}; where the graph does, see
 * {@link ExchangedState}, 7 x 4, and 3 x 4 with Adafactor, whose own state is negligible.
 */
public final class Stepper implements AutoCloseable {
  private final Setup setup;
  private final SessionOptions options;
  private final T5Config config;
  private final UpdateRule rule;
  private final LearningRate schedule;
  private final DropoutPool pool;
  private final ImmutableList<Shape> masks;
  private final Session session;
  private final StepState state;
  private final boolean scalesLoss;
  private long step;
  private int lastCall;

  /**
   * What a stepper is made for.
   *
   * @param layout of the parameters, of which one at least learns
   * @param dropoutRate 0 to below 1
   * @param largestMask see {@link DropoutPool#largestMask}
   * @param accumulates whether steps have several micro-batches
   * @param loops whether a call makes several steps
   * @param arithmetic of matrix products
   * @param recomputes whether the backward pass computes the inside of a block of the network a
   *     second time instead of keeping it: the same numbers in less memory and more time
   * @param onCpu whether the graph runs where Java does: it reads masks where they lie, and leaves
   *     the update to Java, if a call makes a single step
   */
  public record Setup(
      T5Config config,
      ParameterLayout layout,
      Optimization optimization,
      double dropoutRate,
      long largestMask,
      long seed,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      boolean recomputes,
      boolean onCpu) {
    /** Checks that there is something to do. */
    public Setup {
      if (layout.trainable().isEmpty()) {
        throw new IllegalArgumentException(
            "freeze: expected a part of the model left to train, but all are frozen");
      }
    }

    /** A setup for the CPU that keeps everything the backward pass needs. */
    public Setup(
        T5Config config,
        ParameterLayout layout,
        Optimization optimization,
        double dropoutRate,
        long largestMask,
        long seed,
        boolean accumulates,
        boolean loops,
        Arithmetic arithmetic) {
      this(
          config,
          layout,
          optimization,
          dropoutRate,
          largestMask,
          seed,
          accumulates,
          loops,
          arithmetic,
          false,
          true);
    }

    TrainingGraph.Built graph() {
      return TrainingGraph.build(config, layout, optimization, form(givesMasks()));
    }

    /** What a step computes between its parameters and its gradient. */
    TrainingGraph.Built passes() {
      return TrainingGraph.passes(config, layout, optimization, form(false));
    }

    private TrainingGraph.Form form(boolean givenMasks) {
      return new TrainingGraph.Form(
          dropoutRate,
          givenMasks,
          inPlaceRule().isEmpty(),
          accumulates,
          loops,
          arithmetic,
          recomputes);
    }

    /** Whether each mask of dropout is an input of its own. */
    private boolean givesMasks() {
      return onCpu && !loops && !accumulates;
    }

    /** How Java updates parameters, if the graph does not. */
    private Optional<InPlaceRule> inPlaceRule() {
      return onCpu
              && !loops
              && !arithmetic.needsLossScaling()
              && UpdateRule.of(optimization) instanceof InPlaceRule rule
          ? Optional.of(rule)
          : Optional.empty();
    }

    /** What steps hand on besides the parameters. */
    ImmutableList<StateBlock> optimizerBlocks() {
      return TrainingGraph.state(layout, UpdateRule.of(optimization), arithmetic);
    }

    /** Whether the parameters that learn and the optimizer's state are kept once. */
    boolean updatesInPlace() {
      return inPlaceRule().isPresent();
    }
  }

  /** Prepares the graph and allocates the state, all zeros. */
  public Stepper(Setup setup, SessionOptions options) {
    this.setup = setup;
    this.options = options;
    this.config = setup.config();
    this.rule = UpdateRule.of(setup.optimization());
    this.schedule = setup.optimization().learningRate();
    TrainingGraph.Built built = setup.graph();
    this.masks = built.masks();
    try (Opening opening = new Opening()) {
      long largestMask = masks.isEmpty() ? 0 : setup.largestMask();
      this.pool =
          opening.add(
              new DropoutPool(config, setup.seed(), setup.dropoutRate(), largestMask),
              DropoutPool::close);
      this.session =
          opening.add(
              Session.open(
                  "training graph",
                  built.graph().toModel(),
                  setup.updatesInPlace() ? options.restingBetweenRuns() : options),
              Session::close);
      this.state = opening.add(zeros(setup, options), StepState::close);
      opening.keep();
    }
    this.scalesLoss = setup.arithmetic().needsLossScaling();
    if (scalesLoss) {
      LossScale.begin(lossScaleState());
    }
  }

  private static StepState zeros(Setup setup, SessionOptions options) {
    ParameterLayout layout = setup.layout();
    List<StateBlock> optimizer = setup.optimizerBlocks();
    return setup
        .inPlaceRule()
        .<StepState>map(
            rule ->
                new InPlaceState(
                    layout,
                    optimizer,
                    rule,
                    setup.optimization().maxGradientNorm(),
                    options.threads()))
        .orElseGet(() -> new ExchangedState(layout, optimizer));
  }

  private FloatBuffer lossScaleState() {
    return state.optimizer().block(LossScale.STATE);
  }

  /** How many steps changed the parameters: all but those that float16 skipped. */
  private long made() {
    return scalesLoss ? LossScale.made(lossScaleState()) : step;
  }

  /** The graph that a stepper of this setup runs, to look at. */
  public static ModelProto model(Setup setup) {
    return setup.graph().graph().toModel();
  }

  /** The parameters as they are after the last step; writes go through. */
  public ParameterBlocks parameters() {
    return state.parameters();
  }

  /** By what the loss is multiplied before the backward pass; 1 but for float16. */
  public float lossScale() {
    return scalesLoss ? LossScale.scale(lossScaleState()) : 1;
  }

  /**
   * The optimizer's state after the last step, tensor by tensor: with the parameters and the step
   * it is all that the next step depends on. Writes go through.
   */
  public Map<ParameterSpec, FloatBuffer> optimizerState() {
    return state.optimizer().tensors();
  }

  /** The bytes of parameters and optimizer in a checkpoint. */
  long checkpointBytes() {
    return Stream.concat(
            parameters().layout().tensors().stream(), optimizerState().keySet().stream())
        .mapToLong(tensor -> tensor.elements() * Float.BYTES)
        .sum();
  }

  /** How many steps have been made. */
  public long step() {
    return step;
  }

  /** Forgets all steps; the parameters stay as they are, to be put in place by the caller. */
  public void reset() {
    for (FloatBuffer values : optimizerState().values()) {
      while (values.hasRemaining()) {
        values.put(0);
      }
    }
    if (scalesLoss) {
      LossScale.begin(lossScaleState());
    }
    step = 0;
    lastCall = 0;
  }

  /** Goes on after {@code step} steps, whose parameters and state have been put in place. */
  public void goOnAfter(long step) {
    this.step = step;
  }

  /**
   * Takes the steps of the last call back: the parameters and the state are those before it again.
   *
   * @throws IllegalStateException if there was no call since the last one was taken back
   */
  void takeBack() {
    if (lastCall == 0) {
      throw new IllegalStateException("takeBack: expected a call of run before, got none");
    }
    state.takeBack();
    step -= lastCall;
    lastCall = 0;
  }

  /** What the stepper was made for. */
  Setup setup() {
    return setup;
  }

  /** How the stepper's session runs. */
  SessionOptions options() {
    return options;
  }

  /** The masks of all steps. */
  DropoutPool dropout() {
    return pool;
  }

  /** Puts the state that the next call reads into {@code target}. */
  void bindState(Map<String, Tensor> target) {
    state.bindInputs(target);
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
      bindState(inputs);
      if (!masks.isEmpty() && !setup.givesMasks()) {
        inputs.put(PooledDropout.POOL, pool.tensor());
      }
      Map<String, Tensor> outputs = new HashMap<>();
      state.bindOutputs(outputs);
      try (Outputs measured = session.run(inputs, Set.of("loss", "gradient_norm"), outputs)) {
        return advance(measured.floats("loss"), measured.floats("gradient_norm"));
      }
    } finally {
      call.values().forEach(Tensor::close);
    }
  }

  private List<StepResult> advance(float[] losses, float[] norms) {
    List<StepResult> results = new ArrayList<>();
    long made = made();
    for (int i = 0; i < losses.length; i++) {
      double rate = rule.learningRate(schedule.at(step), made + 1);
      boolean skipped = scalesLoss && !Float.isFinite(norms[i]);
      step++;
      made += skipped ? 0 : 1;
      results.add(new StepResult(step, losses[i], norms[i], rate, skipped));
    }
    state.advance(
        new StepState.Made(
            (float) schedule.at(step - 1), ruleNumbers(made), norms[norms.length - 1]));
    lastCall = losses.length;
    return results;
  }

  private float[] ruleNumbers(long t) {
    return Floats.toArray(Doubles.asList(rule.numbers(t)));
  }

  private void packSteps(List<List<Batch>> steps, Map<String, Tensor> target) {
    long[] ranges = new long[steps.size() * 2];
    float[] numbers = new float[steps.size() * 2];
    List<float[]> ruleNumbers = new ArrayList<>();
    List<long[]> windows = new ArrayList<>();
    long first = 0;
    for (int i = 0; i < steps.size(); i++) {
      List<Batch> microBatches = steps.get(i);
      ranges[2 * i] = first;
      ranges[2 * i + 1] = microBatches.size();
      first += microBatches.size();
      long t = step + i + 1;
      numbers[2 * i] = (float) schedule.at(step + i);
      numbers[2 * i + 1] = microBatches.stream().mapToInt(Batch::labelTokens).sum();
      ruleNumbers.add(ruleNumbers(made() + i + 1));
      if (setup.givesMasks()) {
        GivenDropout.bind(pool, t, microBatches.get(0), masks, target);
      } else {
        windows.add(pool.windows(t, microBatches, masks));
      }
    }
    target.put("steps", Tensor.of(ranges, steps.size(), 2));
    target.put("numbers", Tensor.of(numbers, steps.size(), 2));
    if (!setup.updatesInPlace()) {
      float[] rows = Floats.concat(ruleNumbers.toArray(float[][]::new));
      target.put("rule_numbers", Tensor.of(rows, steps.size(), rows.length / steps.size()));
    }
    if (!masks.isEmpty() && !setup.givesMasks()) {
      long[] bounds = Longs.concat(windows.toArray(long[][]::new));
      target.put(PooledDropout.WINDOWS, Tensor.of(bounds, first, 2L * masks.size()));
    }
  }

  @Override
  public void close() {
    session.close();
    state.close();
    pool.close();
  }
}
