package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableLongArray;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Probes;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.Tensor;
import io.summarizer.tokens.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The forward and backward pass of the step that a stepper would make next, with the numbers of the
 * training graph, measured tensor by tensor.
 *
 * <p>The measures keep ONNX Runtime from fusing some nodes, so that a last digit may differ.
 */
final class ProbedPass {
  private static final String SQUARES = "squares";

  private final Stepper stepper;
  private final List<Batch> microBatches;
  private final TrainingGraph.Built built;
  private final Probes probes;

  ProbedPass(Stepper stepper, List<Batch> microBatches) {
    this.stepper = stepper;
    this.microBatches = microBatches;
    this.built = stepper.setup().passes();
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
    Pass pass = new Pass(microBatch);
    Set<String> names = fetch(some);
    try (pass;
        Session session = open();
        Outputs outputs = pass.run(session, names)) {
      return largest(outputs, some);
    }
  }

  /**
   * A tensor with elements that are not finite.
   *
   * @param examples the places in the micro-batch, from 0, of the examples whose elements are not
   *     finite; all if the tensor has no axis of examples
   * @param largest the largest magnitudes of other tensors
   */
  @SuppressWarnings("ArrayRecordComponent") // read once and dropped
  record Details(
      ImmutableLongArray shape,
      long infinite,
      long nan,
      ImmutableList<Integer> examples,
      double[] largest) {}

  /** Looks closely at the value of one probe in a micro-batch, and at the magnitude of others. */
  Details details(int microBatch, int probe, List<Integer> others) {
    Pass pass = new Pass(microBatch);
    Set<String> names = Sets.union(fetch(List.of(probe)), fetch(others)).immutableCopy();
    try (pass;
        Session session = open();
        Outputs outputs = pass.run(session, names)) {
      double[] values = outputs.doubles(output(probe));
      long[] shape = outputs.shape(output(probe));
      int axis = probes.probes().get(probe).value().shape().dims().indexOf(MicroBatch.BATCH);
      Stream<Integer> examples =
          axis < 0
              ? IntStream.range(0, microBatches.get(microBatch).rows()).boxed()
              : brokenIndices(values, shape, axis);
      return new Details(
          ImmutableLongArray.copyOf(shape),
          Arrays.stream(values).filter(Double::isInfinite).count(),
          Arrays.stream(values).filter(Double::isNaN).count(),
          examples.collect(ImmutableList.toImmutableList()),
          largest(outputs, others));
    }
  }

  /** The indices on an axis at which an element is not finite. */
  private static Stream<Integer> brokenIndices(double[] values, long[] shape, int axis) {
    long inner = Arrays.stream(shape).skip(axis + 1L).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, values.length)
        .filter(i -> !Double.isFinite(values[i]))
        .mapToObj(i -> (int) (i / inner % shape[axis]))
        .distinct()
        .sorted();
  }

  private static double[] largest(Outputs outputs, List<Integer> some) {
    return some.stream()
        .mapToDouble(
            probe ->
                Arrays.stream(outputs.doubles(output(probe))).map(Math::abs).max().orElseThrow())
        .toArray();
  }

  /**
   * Makes values outputs and names them. Of type DOUBLE, because ONNX Runtime drops a cast from
   * float16 to float32 together with the one that came before, where it computes in float32 itself.
   */
  private Set<String> fetch(List<Integer> some) {
    some.forEach(
        probe ->
            built
                .graph()
                .output(output(probe), probes.probes().get(probe).value().cast(DataType.DOUBLE)));
    return some.stream().map(ProbedPass::output).collect(Collectors.toSet());
  }

  private static String output(int probe) {
    return "value_" + probe;
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
      own.put("numbers", Tensor.of(new float[] {0, tokens}, 1, 2));
      long[] all = stepper.dropout().windows(stepper.step() + 1, microBatches, built.masks());
      int bounds = 2 * built.masks().size();
      long[] mine = Arrays.copyOfRange(all, microBatch * bounds, (microBatch + 1) * bounds);
      if (bounds > 0) {
        own.put(PooledDropout.WINDOWS, Tensor.of(mine, 1, bounds));
      }
    }

    Outputs run(Session session, Set<String> wanted) {
      Map<String, Tensor> inputs = new HashMap<>(own);
      stepper.bindState(inputs);
      if (!built.masks().isEmpty()) {
        inputs.put(PooledDropout.POOL, stepper.dropout().tensor());
      }
      return session.run(inputs, wanted, Map.of());
    }

    @Override
    public void close() {
      own.values().forEach(Tensor::close);
    }
  }
}
