package io.summarizer.train;

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
import io.summarizer.network.T5;
import io.summarizer.network.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of training steps: forward, backward, clipping, optimizer.
 *
 * <p>Inputs and outputs are the parameters and the optimizer's moments, the examples of the call,
 * and a few numbers for each step. With {@link Form#accumulates} the gradients of several
 * micro-batches are added up in an inner loop; with {@link Form#loops} the call makes several
 * steps, so that on a device with its own memory the state crosses the bus once for all of them.
 */
final class TrainingGraph {
  static final String PARAMETERS = "parameters";
  static final String FIRST_MOMENT = "first_moment";
  static final String SECOND_MOMENT = "second_moment";
  static final String NEXT = "next_";

  /**
   * What the graph is built for.
   *
   * @param dropout whether elements are dropped; the rate is in the pool
   * @param accumulates whether a step has several micro-batches
   * @param loops whether a call makes several steps
   * @param maxGradientNorm to which gradients are clipped, 0 for no clipping
   * @param arithmetic of matrix products
   * @param recomputes whether the backward pass computes the inside of a block of the network a
   *     second time instead of keeping it
   */
  record Form(
      boolean dropout,
      boolean accumulates,
      boolean loops,
      double maxGradientNorm,
      Arithmetic arithmetic,
      boolean recomputes) {}

  private final T5Config config;
  private final ParameterLayout layout;
  private final AdamW optimizer;
  private final Form form;
  private final Graph graph = new Graph("training");
  private int dropoutSites;

  private final MicroBatch.Inputs examples;
  private final Value steps; // [K, 2]: first micro-batch, number of micro-batches
  private final Value numbers; // [K, 4]: learning rate, corrections 1 and 2, label tokens
  private final Value pool; // [P]
  private final Value offsets; // [micro-batches, sites]

  private TrainingGraph(T5Config config, ParameterLayout layout, AdamW optimizer, Form form) {
    this.config = config;
    this.layout = layout;
    this.optimizer = optimizer;
    this.form = form;
    this.examples = MicroBatch.Inputs.declare(graph);
    Dim k = Dim.named("steps");
    this.steps = graph.input("steps", DataType.INT64, Shape.of(k, Dim.of(2)));
    this.numbers = graph.input("numbers", DataType.FLOAT, Shape.of(k, Dim.of(4)));
    this.pool = graph.input("dropout_pool", DataType.FLOAT, Shape.of(Dim.named("pool")));
    this.offsets =
        graph.input(
            "dropout_offsets",
            DataType.INT64,
            Shape.of(Dim.named("micro_batches"), Dim.named("sites")));
  }

  /** A built graph and the number of dropout windows of one pass. */
  record Built(Graph graph, int dropoutSites) {}

  static Built build(T5Config config, ParameterLayout layout, AdamW optimizer, Form form) {
    TrainingGraph builder = new TrainingGraph(config, layout, optimizer, form);
    builder.buildCall();
    return new Built(builder.graph, builder.dropoutSites);
  }

  // ---- a call: one step, or a loop of steps

  private void buildCall() {
    List<Value> state = new ArrayList<>();
    for (String part : List.of(PARAMETERS, FIRST_MOMENT, SECOND_MOMENT)) {
      state.addAll(layout.inputs(graph, part));
    }
    if (scalesLoss()) {
      state.add(LossScale.input(graph, LossScale.NAME));
    }
    List<Value> results = form.loops() ? loop(state) : step(graph.vector(0), state);
    int blocks = layout.blocks().size();
    for (ParameterLayout.Block block : layout.blocks()) {
      int i = block.index();
      graph.output(ParameterLayout.name(NEXT + PARAMETERS, block), results.get(i));
      graph.output(ParameterLayout.name(NEXT + FIRST_MOMENT, block), results.get(blocks + i));
      graph.output(ParameterLayout.name(NEXT + SECOND_MOMENT, block), results.get(2 * blocks + i));
    }
    int measured = 3 * blocks;
    if (scalesLoss()) {
      graph.output(NEXT + LossScale.NAME, results.get(measured++));
    }
    graph.output("loss", results.get(measured));
    graph.output("gradient_norm", results.get(measured + 1));
  }

  private boolean scalesLoss() {
    return form.arithmetic().needsLossScaling();
  }

  private List<Value> loop(List<Value> state) {
    Graph body = graph.body("step");
    Value k = body.input("step_index", DataType.INT64, Shape.SCALAR);
    Value more = body.input("step_condition", DataType.BOOL, Shape.SCALAR);
    List<Value> carried = new ArrayList<>();
    for (Value value : state) {
      carried.add(body.input("loop_" + value.name(), value.type(), value.shape()));
    }
    List<Value> next = step(k.reshape(Shape.of(1)), carried);
    body.output("step_condition_out", more);
    for (int i = 0; i < next.size(); i++) {
      body.output("step_result." + i, next.get(i));
    }
    Value rounds = steps.shapeOf().slice(0, 0, 1).reshape(Shape.SCALAR);
    return graph.loop(body, rounds, always(), state, Dim.named("steps"));
  }

  private Value always() {
    return graph.scalar(0).equalTo(graph.scalar(0));
  }

  // ---- a step: gradients, clipping, optimizer

  /**
   * The next state, block by block, and that of the loss scale; then the loss and the norm of the
   * gradient.
   */
  private List<Value> step(Value k, List<Value> state) {
    int blocks = layout.blocks().size();
    Value row = numbers.gather(k).reshape(Shape.of(4));
    Value tokens = number(row, 3);
    List<Value> parameters = state.subList(0, blocks);
    LossScale scaling = scalesLoss() ? new LossScale(state.get(3 * blocks)) : null;
    Value lossFactor = // by which the sum of the labels' losses is multiplied before the backward
        // pass
        scaling == null ? reciprocal(tokens) : scaling.scale().dividedBy(tokens);
    List<Value> gradients =
        form.accumulates()
            ? accumulated(k, parameters, lossFactor)
            : gradients(
                steps.gather(k).reshape(Shape.of(2)).slice(0, 0, 1), parameters, lossFactor);
    Graph where = lossFactor.graph();
    Value scaledNorm = where.scope("clip", () -> norm(gradients.subList(0, blocks)));
    Value norm = scaling == null ? scaledNorm : scaledNorm.dividedBy(scaling.scale());
    Value scaledLoss = gradients.get(blocks);
    Value loss = scaling == null ? scaledLoss : scaledLoss.dividedBy(scaling.scale());
    AdamW.Step update =
        scaling == null
            ? new AdamW.Step(number(row, 0), number(row, 1), number(row, 2), clipScale(norm))
            : new AdamW.Step(
                number(row, 0),
                scaling.correction1(optimizer),
                scaling.correction2(optimizer),
                clipScale(norm).dividedBy(scaling.scale()));
    List<Value> result = updated(state, gradients, update);
    if (scaling != null) {
      Value counts = isFinite(norm);
      for (int i = 0; i < result.size(); i++) {
        result.set(i, counts.choose(result.get(i), state.get(i)));
      }
      result.add(where.scope("loss_scale", () -> scaling.next(counts, optimizer)));
    }
    result.add(loss);
    result.add(norm);
    return result;
  }

  /** The parameters and moments after a step, block by block. */
  private List<Value> updated(List<Value> state, List<Value> gradients, AdamW.Step update) {
    int blocks = layout.blocks().size();
    List<AdamW.State> next = new ArrayList<>();
    for (ParameterLayout.Block block : layout.blocks()) {
      int i = block.index();
      AdamW.State old =
          new AdamW.State(state.get(i), state.get(blocks + i), state.get(2 * blocks + i));
      next.add(
          gradients
              .get(i)
              .graph()
              .scope(
                  "adamw/" + i,
                  () -> optimizer.update(old, gradients.get(i), update, block.decays())));
    }
    List<Value> result = new ArrayList<>();
    next.forEach(n -> result.add(n.parameter()));
    next.forEach(n -> result.add(n.firstMoment()));
    next.forEach(n -> result.add(n.secondMoment()));
    return result;
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
    return form.maxGradientNorm() == 0
        ? one
        : norm.graph()
            .scalar(DataType.FLOAT, form.maxGradientNorm())
            .dividedBy(norm.plus(1e-6))
            .min(one);
  }

  // ---- gradients of one micro-batch, or of several

  /** The gradient of each block, then the loss. */
  private List<Value> accumulated(Value k, List<Value> parameters, Value lossFactor) {
    Value step = steps.gather(k).reshape(Shape.of(2));
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
   * The gradient of each block, then the loss: the sum over the micro-batch's labels times a factor
   * of the whole step, so that the way a step is split does not matter.
   */
  private List<Value> gradients(Value index, List<Value> parameters, Value lossFactor) {
    MicroBatch batch = MicroBatch.at(index, examples);
    Weights weights = layout.weights(parameters, form.arithmetic());
    Value windows = offsets.gather(index).reshape(Shape.of(Dim.named("sites")));
    PooledDropout pooled = new PooledDropout(pool, windows);
    T5 network = new T5(config, weights, form.dropout() ? pooled : Dropout.NONE);
    Value loss = lossSum(network, batch).times(lossFactor);
    dropoutSites = pooled.sites();
    Graph where = loss.graph();
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

  static Value lossSum(T5 network, MicroBatch batch) {
    Value padding = network.paddingMask(batch.sourceLengths(), batch.source());
    Value encoded = network.encode(batch.source(), padding);
    Value decoded = network.decode(batch.decoderInput(), encoded, padding);
    return batch
        .source()
        .graph()
        .scope("loss", () -> CrossEntropy.sum(network.logits(decoded), batch.labels()));
  }
}
