package io.summarizer.train;

import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.Autodiff;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.T5Config;
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
   */
  record Form(boolean dropout, boolean accumulates, boolean loops, double maxGradientNorm) {}

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
    List<Value> results = form.loops() ? loop(state) : step(graph.vector(0), state);
    int blocks = layout.blocks().size();
    for (ParameterLayout.Block block : layout.blocks()) {
      int i = block.index();
      graph.output(ParameterLayout.name(NEXT + PARAMETERS, block), results.get(i));
      graph.output(ParameterLayout.name(NEXT + FIRST_MOMENT, block), results.get(blocks + i));
      graph.output(ParameterLayout.name(NEXT + SECOND_MOMENT, block), results.get(2 * blocks + i));
    }
    graph.output("loss", results.get(3 * blocks));
    graph.output("gradient_norm", results.get(3 * blocks + 1));
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

  /** The next state, block by block, then the loss and the norm of the gradient. */
  private List<Value> step(Value k, List<Value> state) {
    int blocks = layout.blocks().size();
    Value row = numbers.gather(k).reshape(Shape.of(4));
    Value tokens = number(row, 3);
    List<Value> parameters = state.subList(0, blocks);
    List<Value> gradients =
        form.accumulates()
            ? accumulated(k, parameters, tokens)
            : gradients(steps.gather(k).reshape(Shape.of(2)).slice(0, 0, 1), parameters, tokens);
    Value loss = gradients.get(blocks);
    List<Value> result = new ArrayList<>();
    Graph where = loss.graph();
    Value norm = where.scope("clip", () -> norm(gradients.subList(0, blocks)));
    AdamW.Step update =
        new AdamW.Step(number(row, 0), number(row, 1), number(row, 2), clipScale(norm));
    List<AdamW.State> next = new ArrayList<>();
    for (ParameterLayout.Block block : layout.blocks()) {
      int i = block.index();
      AdamW.State old =
          new AdamW.State(state.get(i), state.get(blocks + i), state.get(2 * blocks + i));
      next.add(
          where.scope(
              "adamw/" + i, () -> optimizer.update(old, gradients.get(i), update, block.decays())));
    }
    next.forEach(n -> result.add(n.parameter()));
    next.forEach(n -> result.add(n.firstMoment()));
    next.forEach(n -> result.add(n.secondMoment()));
    result.add(loss);
    result.add(norm);
    return result;
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
  private List<Value> accumulated(Value k, List<Value> parameters, Value tokens) {
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
    List<Value> parts = gradients(at, parameters, tokens);
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
   * The gradient of each block, then the loss: the sum over the micro-batch's labels divided by the
   * number of labels of the whole step, so that the way a step is split does not matter.
   */
  private List<Value> gradients(Value index, List<Value> parameters, Value tokens) {
    MicroBatch batch = MicroBatch.at(index, examples);
    Weights weights = layout.weights(parameters);
    Value windows = offsets.gather(index).reshape(Shape.of(Dim.named("sites")));
    PooledDropout pooled = new PooledDropout(pool, windows);
    T5 network = new T5(config, weights, form.dropout() ? pooled : Dropout.NONE);
    Value loss = lossSum(network, batch).dividedBy(tokens);
    dropoutSites = pooled.sites();
    Graph where = loss.graph();
    ImmutableMap<String, Value> tensors = weights.values();
    List<Value> gradients =
        where.scope("backward", () -> Autodiff.gradients(loss, tensors.values()));
    ImmutableMap.Builder<String, Value> named = ImmutableMap.builder();
    int i = 0;
    for (String name : tensors.keySet()) {
      named.put(name, gradients.get(i++));
    }
    List<Value> result = new ArrayList<>(layout.join(named.buildOrThrow()));
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
