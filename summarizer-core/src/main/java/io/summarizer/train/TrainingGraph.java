package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.graph.Autodiff;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.CrossEntropy;
import io.summarizer.network.Dropout;
import io.summarizer.network.ParameterLayout;
import io.summarizer.network.ParameterLayout.Block;
import io.summarizer.network.T5;
import io.summarizer.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of training steps: forward, backward, clipping, optimizer.
 *
 * <p>Inputs and outputs are the parameters and the optimizer's state (with {@link Form#updates};
 * without it the gradients are outputs, and Java does the rest); inputs alone are frozen
 * parameters, the examples of the call, and a few numbers for each step. With {@link
 * Form#accumulates} the gradients of several micro-batches are added up in an inner loop; with
 * {@link Form#loops} the call makes several steps, so that on a device with its own memory the
 * state crosses the bus once for all of them.
 */
final class TrainingGraph {
  static final String PARAMETERS = "parameters";
  static final String GRADIENTS = "gradients";

  /** The prefix of outputs: what follows names the input that they are in the next call. */
  static final String NEXT = "next_";

  /**
   * What the graph is built for.
   *
   * @param dropoutRate that of the masks; 0 for no dropout
   * @param givenMasks whether the masks of dropout are inputs, for a single micro-batch; else they
   *     are cut out of a pool
   * @param updates whether the graph changes the parameters; else it ends with the gradients
   * @param accumulates whether a step has several micro-batches
   * @param loops whether a call makes several steps
   * @param arithmetic of matrix products
   * @param recomputes whether the backward pass computes the inside of a block of the network a
   *     second time instead of keeping it
   */
  record Form(
      double dropoutRate,
      boolean givenMasks,
      boolean updates,
      boolean accumulates,
      boolean loops,
      Arithmetic arithmetic,
      boolean recomputes) {}

  private final T5Config config;
  private final ParameterLayout layout;
  private final ImmutableList<Block> trainable;
  private final Optimization optimization;
  private final UpdateRule rule;
  private final Form form;
  private final Graph graph = new Graph("training");
  private final ImmutableList<Shape> masks;

  private final ImmutableList<Value> frozen;
  private final ImmutableList<Value> carried; // from step to step
  private final MicroBatch.Inputs examples;
  private final Value steps; // [K, 2]: first micro-batch, number of micro-batches
  private final Value numbers; // [K, 2]: learning rate, label tokens

  private TrainingGraph(
      T5Config config, ParameterLayout layout, Optimization optimization, Form form) {
    this.config = config;
    this.layout = layout;
    this.trainable = layout.trainable();
    this.optimization = optimization;
    this.rule = UpdateRule.of(optimization);
    this.form = form;
    ImmutableList<Value> parameters = layout.inputs(graph, PARAMETERS);
    this.frozen = parameters.subList(trainable.size(), parameters.size());
    ImmutableList.Builder<Value> state = ImmutableList.builder();
    state.addAll(parameters.subList(0, trainable.size()));
    if (form.updates()) {
      state(layout, rule, form.arithmetic()).forEach(block -> state.add(block.input(graph)));
    }
    this.carried = state.build();
    this.examples = MicroBatch.Inputs.declare(graph);
    Dim k = Dim.named("steps");
    this.steps = graph.input("steps", DataType.INT64, Shape.of(k, Dim.of(2)));
    this.numbers = graph.input("numbers", DataType.FLOAT, Shape.of(k, Dim.of(2)));
    this.masks =
        form.dropoutRate() > 0 ? masks(config, layout, form.arithmetic()) : ImmutableList.of();
  }

  /** What dropout is applied to, each time in a pass through the network. */
  private static ImmutableList<Shape> masks(
      T5Config config, ParameterLayout layout, Arithmetic arithmetic) {
    ImmutableList.Builder<Shape> masks = ImmutableList.builder();
    Dropout recorder =
        new Dropout() {
          @Override
          public Value apply(Value x) {
            masks.add(x.shape());
            return x;
          }

          @Override
          public double scale() {
            return 1;
          }
        };
    Graph scratch = new Graph("dropout");
    Weights weights = layout.weights(layout.inputs(scratch, PARAMETERS), arithmetic);
    MicroBatch batch = MicroBatch.at(scratch.vector(0), MicroBatch.Inputs.declare(scratch));
    lossSum(new T5(config, weights, recorder), batch, 0);
    return masks.build();
  }

  /**
   * What steps hand on besides the parameters: the optimizer's state, block by block, then that of
   * the loss scale.
   */
  static ImmutableList<StateBlock> state(
      ParameterLayout layout, UpdateRule rule, Arithmetic arithmetic) {
    ImmutableList.Builder<StateBlock> result = ImmutableList.builder();
    layout.trainable().forEach(block -> result.addAll(rule.state(block)));
    if (arithmetic.needsLossScaling()) {
      result.add(LossScale.STATE);
    }
    return result.build();
  }

  /** A built graph and what dropout is applied to, each time in one pass. */
  record Built(Graph graph, ImmutableList<Shape> masks) {}

  static Built build(
      T5Config config, ParameterLayout layout, Optimization optimization, Form form) {
    TrainingGraph builder = new TrainingGraph(config, layout, optimization, form);
    if (form.updates()) {
      builder.buildCall();
    } else {
      builder.buildGradients();
    }
    return new Built(builder.graph, builder.masks);
  }

  /**
   * The forward and the backward pass over the first micro-batch of the first step, alone: what a
   * step computes between its parameters and its gradient, without loops.
   */
  static Built passes(
      T5Config config, ParameterLayout layout, Optimization optimization, Form form) {
    TrainingGraph builder = new TrainingGraph(config, layout, optimization, form);
    builder.buildPasses();
    return new Built(builder.graph, builder.masks);
  }

  private void buildPasses() {
    List<Value> parameters = carried.subList(0, trainable.size());
    LossScale scaling = scalesLoss() ? new LossScale(carried.get(carried.size() - 1)) : null;
    Value first = graph.vector(0);
    Value tokens = number(numbers.gather(first).reshape(Shape.of(2)), 1);
    List<Value> gradients =
        gradients(microBatches(first).slice(0, 0, 1), parameters, lossFactor(tokens, scaling));
    graph.output("loss", gradients.get(parameters.size()));
    graph.output(
        "gradient_norm", graph.scope("clip", () -> norm(gradients.subList(0, parameters.size()))));
  }

  // ---- the gradients of one step

  private void buildGradients() {
    List<Value> parameters = carried.subList(0, trainable.size());
    Value k = graph.vector(0);
    Value tokens = number(numbers.gather(k).reshape(Shape.of(2)), 1);
    List<Value> gradients = stepGradients(k, parameters, lossFactor(tokens, null));
    for (Block block : trainable) {
      graph.output(ParameterLayout.name(GRADIENTS, block), gradients.get(block.index()));
    }
    graph.output("loss", gradients.get(trainable.size()));
    graph.output(
        "gradient_norm", graph.scope("clip", () -> norm(gradients.subList(0, trainable.size()))));
  }

  // ---- a call: one step, or a loop of steps

  private void buildCall() {
    List<Value> results = form.loops() ? loop() : step(graph.vector(0), carried);
    for (int i = 0; i < carried.size(); i++) {
      graph.output(NEXT + carried.get(i).name(), results.get(i));
    }
    graph.output("loss", results.get(carried.size()));
    graph.output("gradient_norm", results.get(carried.size() + 1));
  }

  private boolean scalesLoss() {
    return form.arithmetic().needsLossScaling();
  }

  private List<Value> loop() {
    Graph body = graph.body("step");
    Value k = body.input("step_index", DataType.INT64, Shape.SCALAR);
    Value more = body.input("step_condition", DataType.BOOL, Shape.SCALAR);
    List<Value> state = new ArrayList<>();
    for (Value value : carried) {
      state.add(body.input("loop_" + value.name(), value.type(), value.shape()));
    }
    List<Value> next = step(k.reshape(Shape.of(1)), state);
    body.output("step_condition_out", more);
    for (int i = 0; i < next.size(); i++) {
      body.output("step_result." + i, next.get(i));
    }
    Value rounds = steps.shapeOf().slice(0, 0, 1).reshape(Shape.SCALAR);
    return graph.loop(body, rounds, always(), carried, Dim.named("steps"));
  }

  private Value always() {
    return graph.scalar(0).equalTo(graph.scalar(0));
  }

  // ---- a step: gradients, clipping, optimizer

  /**
   * The next state; then the loss and the norm of the gradient.
   *
   * @param k the number of the step in the call, a vector of one
   * @param state what the step before handed on
   */
  private List<Value> step(Value k, List<Value> state) {
    int blocks = trainable.size();
    Value row = numbers.gather(k).reshape(Shape.of(2));
    Value tokens = number(row, 1);
    List<Value> parameters = state.subList(0, blocks);
    LossScale scaling = scalesLoss() ? new LossScale(state.get(state.size() - 1)) : null;
    Value lossFactor = lossFactor(tokens, scaling);
    List<Value> gradients = stepGradients(k, parameters, lossFactor);
    Graph where = lossFactor.graph();
    Value scaledNorm = where.scope("clip", () -> norm(gradients.subList(0, blocks)));
    Value norm = scaling == null ? scaledNorm : scaledNorm.dividedBy(scaling.scale());
    Value scaledLoss = gradients.get(blocks);
    Value loss = scaling == null ? scaledLoss : scaledLoss.dividedBy(scaling.scale());
    Value clip = clipScale(norm);
    UpdateRule.Step update =
        new UpdateRule.Step(
            number(row, 0),
            ruleNumbers(scaling == null ? k : madeInCall(scaling)),
            scaling == null ? clip : clip.dividedBy(scaling.scale()));
    List<Value> result = updated(state, gradients, update);
    if (scaling != null) {
      Value counts = isFinite(norm);
      for (int i = 0; i < result.size(); i++) {
        result.set(i, counts.choose(result.get(i), state.get(i)));
      }
      result.add(where.scope("loss_scale", () -> scaling.next(counts)));
    }
    result.add(loss);
    result.add(norm);
    return result;
  }

  /** The first micro-batch of a step and their number [2]. */
  private Value microBatches(Value k) {
    return steps.gather(onProcessor(k)).reshape(Shape.of(2));
  }

  /**
   * An index that stays on the processor when the graph runs on a GPU, and with it all that is read
   * there and computed from it: bounds and extents, which the processor needs in any case and for
   * which it would otherwise wait, each time, until the GPU is done. ONNX Runtime keeps there what
   * follows from a tensor's extents; so a number that is always 0 is made of these.
   *
   * @see <a
   *     href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/framework/fallback_cpu_capability.cc">
   *     GetCpuPreferredNodes</a>
   */
  private Value onProcessor(Value index) {
    return index.plus(steps.sizeOf().min(graph.scalar(0)));
  }

  /** By what the sum of the labels' losses is multiplied before the backward pass. */
  private static Value lossFactor(Value tokens, @Nullable LossScale scaling) {
    return tokens
        .graph()
        .scope(
            "loss", () -> scaling == null ? reciprocal(tokens) : scaling.scale().dividedBy(tokens));
  }

  /** How many steps the call has made before this one, without the skipped: a vector of one. */
  private Value madeInCall(LossScale scaling) {
    Value before = new LossScale(carried.get(carried.size() - 1)).made();
    return scaling.made().minus(before).cast(DataType.INT64).reshape(Shape.of(1));
  }

  private List<Value> ruleNumbers(Value at) {
    // Those of the next steps that are made.
    int count = rule.numbers(1).length;
    Shape shape = Shape.of(steps.shape().dim(0), Dim.of(count));
    Value row =
        graph.input("rule_numbers", DataType.FLOAT, shape).gather(at).reshape(Shape.of(count));
    return IntStream.range(0, count).mapToObj(i -> number(row, i)).toList();
  }

  /** The parameters after a step and the optimizer's state, block by block. */
  private List<Value> updated(List<Value> state, List<Value> gradients, UpdateRule.Step step) {
    List<Value> parameters = new ArrayList<>();
    List<Value> kept = new ArrayList<>();
    int from = trainable.size();
    for (Block block : trainable) {
      int i = block.index();
      List<Value> old = new ArrayList<>(List.of(state.get(i)));
      int to = from + rule.state(block).size();
      old.addAll(state.subList(from, to));
      from = to;
      Graph where = gradients.get(i).graph();
      List<Value> next =
          where.scope("optimizer/" + i, () -> rule.update(block, old, gradients.get(i), step));
      parameters.add(next.get(0));
      kept.addAll(next.subList(1, next.size()));
    }
    parameters.addAll(kept);
    return parameters;
  }

  private static Value reciprocal(Value x) {
    return x.graph().scalar(x.type(), 1).dividedBy(x);
  }

  /** Neither infinite nor NaN: comparisons with NaN are false. */
  private static Value isFinite(Value x) {
    return x.lessThan(x.graph().scalar(x.type(), Float.MAX_VALUE));
  }

  private static Value number(Value row, int i) {
    return row.slice(0, i, i + 1).reshape(Shape.SCALAR);
  }

  private static Value norm(List<Value> gradients) {
    return gradients.stream().map(Value::sumOfSquares).reduce(Value::plus).orElseThrow().sqrt();
  }

  /** {@code min(1, max / (norm + 1e-6))}, as PyTorch's {@code clip_grad_norm_}. */
  private Value clipScale(Value norm) {
    Value one = norm.graph().scalar(DataType.FLOAT, 1);
    return optimization.maxGradientNorm() == 0
        ? one
        : norm.graph()
            .scalar(DataType.FLOAT, optimization.maxGradientNorm())
            .dividedBy(norm.plus(1e-6))
            .min(one);
  }

  // ---- gradients of one micro-batch, or of several

  /** The gradient of each block that learns, then the loss. */
  private List<Value> stepGradients(Value k, List<Value> parameters, Value lossFactor) {
    return form.accumulates()
        ? accumulated(k, parameters, lossFactor)
        : gradients(microBatches(k).slice(0, 0, 1), parameters, lossFactor);
  }

  private List<Value> accumulated(Value k, List<Value> parameters, Value lossFactor) {
    Value step = microBatches(k);
    Graph around = parameters.get(0).graph();
    Graph body = around.body("micro_batch");
    Value index = body.input("micro_index", DataType.INT64, Shape.SCALAR);
    Value more = body.input("micro_condition", DataType.BOOL, Shape.SCALAR);
    List<Value> sums = new ArrayList<>();
    for (Value block : parameters) {
      sums.add(body.input("sum_" + block.name(), block.type(), block.shape()));
    }
    sums.add(body.input("sum_loss", DataType.FLOAT, Shape.SCALAR));
    Value at = step.slice(0, 0, 1).plus(index.reshape(Shape.of(1)));
    List<Value> parts = gradients(at, parameters, lossFactor);
    body.output("micro_condition_out", more);
    for (int i = 0; i < sums.size(); i++) {
      body.output("micro_sum." + i, sums.get(i).plus(parts.get(i)));
    }
    List<Value> zeros = new ArrayList<>();
    parameters.forEach(block -> zeros.add(block.zerosLike()));
    zeros.add(graph.scalar(DataType.FLOAT, 0));
    Value rounds = step.slice(0, 1, 2).reshape(Shape.SCALAR);
    return around.loop(body, rounds, always(), zeros, Dim.named("micro"));
  }

  /**
   * The gradient of each block that learns, then the loss: the sum over the micro-batch's labels
   * times a factor of the whole step, so that the way a step is split does not matter.
   */
  private List<Value> gradients(Value index, List<Value> parameters, Value lossFactor) {
    MicroBatch batch = MicroBatch.at(index, examples);
    List<Value> all = ImmutableList.<Value>builder().addAll(parameters).addAll(frozen).build();
    Weights weights = layout.weights(all, form.arithmetic());
    T5 network = new T5(config, weights, dropout(index));
    Value sum = lossSum(network, batch, optimization.labelSmoothing());
    Graph where = sum.graph();
    Value loss = where.scope("loss", () -> sum.times(lossFactor));
    List<Value> result =
        new ArrayList<>(
            where.scope(
                "backward",
                () ->
                    form.recomputes()
                        ? Autodiff.recomputingGradients(loss, parameters)
                        : Autodiff.gradients(loss, parameters)));
    result.add(loss);
    return result;
  }

  private Dropout dropout(Value index) {
    if (form.dropoutRate() == 0) {
      return Dropout.NONE;
    }
    double scale = DropoutPool.scale(form.dropoutRate());
    return form.givenMasks()
        ? new GivenDropout(graph, scale)
        : PooledDropout.declare(graph, index, masks.size(), scale);
  }

  static Value lossSum(T5 network, MicroBatch batch, double smoothing) {
    Value padding = network.paddingMask(batch.sourceLengths(), batch.source());
    Value encoded = network.encode(batch.source(), padding);
    Value decoded = network.decode(batch.decoderInput(), encoded, padding);
    return batch
        .source()
        .graph()
        .scope("loss", () -> CrossEntropy.sum(network.logits(decoded), batch.labels(), smoothing));
  }
}
