package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Probes;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.Tensor;
import io.summarizer.text.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The forward and backward pass of the step that a stepper would make next, with the numbers of the
 * training graph, measured tensor by tensor.
 *
 * <p>The measures keep ONNX Runtime from fusing some nodes, so that a last digit may differ.
 */
final class ProbedPass {
  private static final String SQUARES = "squares";
  private static final String LARGEST = "largest";
  private static final String EXTENTS = "extents";
  private static final String NAN = "nan";
  private static final String NOT_FINITE = "not_finite";

  private final Stepper stepper;
  private final List<Batch> microBatches;
  private final TrainingGraph.Built built;
  private final Probes probes;

  ProbedPass(Stepper stepper, List<Batch> microBatches) {
    this.stepper = stepper;
    this.microBatches = microBatches;
    Stepper.Setup setup = stepper.setup();
    this.built =
        TrainingGraph.passes(setup.config(), setup.layout(), setup.optimizer(), setup.form());
    this.probes = Probes.addTo(built.graph(), SQUARES);
  }

  /** What is measured, in the order of computation. */
  Probes probes() {
    return probes;
  }

  /**
   * The sum of the squares of each probe's elements, for each micro-batch up to the first with a
   * sum that is not finite.
   */
  List<double[]> squares() {
    List<double[]> result = new ArrayList<>();
    try (Session session = open()) {
      for (int i = 0; i < microBatches.size(); i++) {
        Pass pass = new Pass(i);
        try (pass;
            Outputs outputs = pass.run(session, Set.of(SQUARES))) {
          double[] squares = outputs.doubles(SQUARES);
          result.add(squares);
          if (!Arrays.stream(squares).allMatch(Double::isFinite)) {
            break;
          }
        }
      }
    }
    return result;
  }

  /** The largest magnitude of the values of some probes in a micro-batch. */
  double[] largest(int microBatch, List<Integer> some) {
    addLargest(some);
    Pass pass = new Pass(microBatch);
    try (pass;
        Session session = open();
        Outputs outputs = pass.run(session, Set.of(LARGEST))) {
      return outputs.doubles(LARGEST);
    }
  }

  /**
   * A tensor with elements that are not finite.
   *
   * @param examples the places in the micro-batch, from 0, of the examples whose elements are not
   *     finite; all if the tensor has no axis of examples
   * @param largest the largest magnitudes of other tensors
   */
  record Details(
      ImmutableLongArray shape,
      long infinite,
      long nan,
      ImmutableList<Integer> examples,
      double[] largest) {}

  /** Looks closely at the value of one probe in a micro-batch, and at the magnitude of others. */
  Details details(int microBatch, int probe, List<Integer> others) {
    Graph graph = built.graph();
    Value x = probes.probes().get(probe).value().cast(DataType.DOUBLE);
    addLargest(others);
    graph.output(EXTENTS, x.shapeOf());
    graph.output(NAN, x.equalTo(x).not().cast(DataType.INT64).sumAll());
    // 0 times what is not finite is NaN, which equals nothing.
    Value zero = x.times(0);
    Value notFinite = zero.equalTo(zero).not().cast(DataType.INT64);
    int axis = x.shape().dims().indexOf(MicroBatch.BATCH);
    graph.output(NOT_FINITE, axis < 0 ? notFinite.sumAll() : sumOverOthers(notFinite, axis));
    Pass pass = new Pass(microBatch);
    try (pass;
        Session session = open();
        Outputs outputs = pass.run(session, Set.of(EXTENTS, NAN, NOT_FINITE, LARGEST))) {
      long[] perExample = outputs.longs(NOT_FINITE);
      long nan = outputs.longs(NAN)[0];
      return new Details(
          ImmutableLongArray.copyOf(outputs.longs(EXTENTS)),
          Arrays.stream(perExample).sum() - nan,
          nan,
          IntStream.range(0, microBatches.get(microBatch).rows())
              .filter(row -> axis < 0 || perExample[row] > 0)
              .boxed()
              .collect(ImmutableList.toImmutableList()),
          outputs.doubles(LARGEST));
    }
  }

  private void addLargest(List<Integer> some) {
    List<Value> largest = new ArrayList<>();
    for (int probe : some) {
      Value x = probes.probes().get(probe).value().cast(DataType.DOUBLE);
      largest.add(x.max(x.times(-1)).largest().reshape(Shape.of(1)));
    }
    // There may be none: the first tensor that is computed has none before it.
    largest.add(built.graph().zeros(DataType.DOUBLE, built.graph().vector(1), Shape.of(1)));
    built.graph().output(LARGEST, Value.concat(0, largest));
  }

  private static Value sumOverOthers(Value x, int axis) {
    Integer[] others =
        IntStream.range(0, x.shape().rank()).filter(i -> i != axis).boxed().toArray(Integer[]::new);
    return others.length == 0 ? x : x.sum(false, others);
  }

  private Session open() {
    return Session.open("graph of probes", built.graph().toModel(), stepper.options());
  }

  /** The inputs for one micro-batch, with the label tokens and the dropout of its whole step. */
  private final class Pass implements AutoCloseable {
    private final Map<String, Tensor> own = new HashMap<>();

    Pass(int microBatch) {
      int start = stepper.setup().config().decoderStartTokenId();
      BatchPacker.pack(List.of(microBatches.get(microBatch)), start, own);
      float tokens = microBatches.stream().mapToInt(Batch::labelTokens).sum();
      own.put("steps", Tensor.of(new long[] {0, 1}, 1, 2));
      own.put("numbers", Tensor.of(new float[] {0, 0, 0, tokens}, 1, 4));
      int sites = built.dropoutSites();
      long[] places = stepper.dropout().offsets(stepper.step() + 1, microBatches, sites);
      long[] mine = Arrays.copyOfRange(places, microBatch * sites, (microBatch + 1) * sites);
      own.put("dropout_offsets", Tensor.of(mine, 1, sites));
    }

    Outputs run(Session session, Set<String> wanted) {
      Map<String, Tensor> inputs = new HashMap<>(own);
      stepper.bindPass(inputs);
      return session.run(inputs, wanted, Map.of());
    }

    @Override
    public void close() {
      own.values().forEach(Tensor::close);
    }
  }
}
