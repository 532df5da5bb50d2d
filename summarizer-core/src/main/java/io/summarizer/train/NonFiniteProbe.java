package io.summarizer.train;

import static java.util.Comparator.comparingDouble;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.summarizer.DeviceException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.NonFiniteReport;
import io.summarizer.NonFiniteReport.Cause;
import io.summarizer.NonFiniteReport.Count;
import io.summarizer.NonFiniteReport.Magnitude;
import io.summarizer.NonFiniteReport.Parameter;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Probes.Probe;
import io.summarizer.model.ParameterSpec;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step that failed again, tensor by tensor, to find where its numbers broke. */
final class NonFiniteProbe {
  private static final Logger LOG = LoggerFactory.getLogger(NonFiniteProbe.class);
  private static final int MAGNITUDES = 8;
  private static final String BACKWARD = "backward/";
  private static final String CLIP = "clip/";

  private final Stepper stepper;
  private final List<Batch> microBatches;
  private final List<List<String>> ids;

  private NonFiniteProbe(Stepper stepper, List<Batch> microBatches, List<List<String>> ids) {
    this.stepper = stepper;
    this.microBatches = microBatches;
    this.ids = ids;
  }

  /**
   * Examines one step of the stepper's last call, which is taken back: the stepper is left as it
   * was before that step.
   *
   * @param steps those of the call
   * @param failed the index among them of the one that failed
   * @param ids of the examples of each micro-batch of that step
   */
  static NonFiniteReport examine(
      Stepper stepper, List<List<Batch>> steps, int failed, List<List<String>> ids) {
    try {
      stepper.takeBack();
      if (failed > 0) {
        stepper.run(steps.subList(0, failed));
      }
      return new NonFiniteProbe(stepper, steps.get(failed), ids).examine();
    } catch (DeviceException | InsufficientMemoryException e) {
      // What the caller has to tell is more important.
      LOG.warn("the step that failed could not be run again", e);
      return report(Cause.NOT_EXAMINED, List.of(), Optional.empty(), List.of());
    }
  }

  private NonFiniteReport examine() {
    List<Parameter> broken = brokenParameters();
    if (!broken.isEmpty()) {
      return report(Cause.PARAMETERS, broken, Optional.empty(), List.of());
    }
    ProbedPass pass = new ProbedPass(stepper, microBatches);
    List<double[]> squares = pass.squares();
    double[] last = squares.get(squares.size() - 1);
    int first =
        IntStream.range(0, last.length)
            .filter(i -> !Double.isFinite(last[i]))
            .findFirst()
            .orElse(-1);
    return first < 0 ? notReproduced(pass, squares) : found(pass, squares.size() - 1, first);
  }

  private List<Parameter> brokenParameters() {
    List<Parameter> broken = new ArrayList<>();
    for (ParameterSpec tensor : stepper.parameters().layout().tensors()) {
      FloatBuffer values = stepper.parameters().parameter(tensor.name());
      long infinite = 0;
      long nan = 0;
      for (int i = 0; i < values.capacity(); i++) {
        infinite += Float.isInfinite(values.get(i)) ? 1 : 0;
        nan += Float.isNaN(values.get(i)) ? 1 : 0;
      }
      if (infinite + nan > 0) {
        broken.add(new Parameter(tensor.name(), new Count(infinite, nan, values.capacity())));
      }
    }
    return broken;
  }

  private NonFiniteReport found(ProbedPass pass, int microBatch, int first) {
    Probe probe = pass.probes().probes().get(first);
    Map<String, Integer> parts = parts(pass, first);
    ProbedPass.Details details =
        pass.details(microBatch, first, ImmutableList.copyOf(parts.values()));
    String name = probe.value().name();
    boolean backward = isBackward(name);
    NonFiniteReport.Tensor tensor =
        new NonFiniteReport.Tensor(
            name,
            probe.operator(),
            backward,
            text(probe.value().type()),
            ImmutableList.copyOf(details.shape().asList()),
            new Count(
                details.infinite(),
                details.nan(),
                details.shape().stream().reduce(1, Math::multiplyExact)),
            microBatch + 1,
            microBatches.size(),
            details.examples().stream()
                .map(ids.get(microBatch)::get)
                .collect(ImmutableList.toImmutableList()));
    Cause cause =
        probe.value().type() == DataType.FLOAT16
            ? Cause.FLOAT16
            : backward ? Cause.BACKWARD : Cause.FORWARD;
    return report(
        cause,
        List.of(),
        Optional.of(tensor),
        magnitudes(ImmutableList.copyOf(parts.keySet()), details.largest()));
  }

  /** What is added up over micro-batches is the gradient: where in it the largest numbers are. */
  private static NonFiniteReport notReproduced(ProbedPass pass, List<double[]> squares) {
    List<Probe> probes = pass.probes().probes();
    int norm = probes.size() - 1;
    int microBatch =
        IntStream.range(0, squares.size())
            .boxed()
            .max(comparingDouble(i -> squares.get(i)[norm]))
            .orElseThrow();
    double[] longest = squares.get(microBatch);
    Map<String, Integer> parts = new LinkedHashMap<>();
    for (int i = 0; i < probes.size(); i++) {
      String name = probes.get(i).value().name();
      if (name.startsWith(BACKWARD)) {
        parts.merge(subLayer(name), i, (a, b) -> longest[a] >= longest[b] ? a : b);
      }
    }
    List<Map.Entry<String, Integer>> largest =
        parts.entrySet().stream()
            .sorted(comparingDouble(part -> -longest[part.getValue()]))
            .limit(MAGNITUDES)
            .toList();
    return report(
        Cause.NOT_REPRODUCED,
        List.of(),
        Optional.empty(),
        magnitudes(
            Lists.transform(largest, Map.Entry::getKey),
            pass.largest(microBatch, Lists.transform(largest, Map.Entry::getValue))));
  }

  // ---- parts of the network

  /**
   * The last parts that a probe's value was computed from, in order, each with its last probe: in a
   * sub-layer of the forward pass that is the residual stream. The value's own sub-layer is told
   * apart matrix by matrix.
   */
  private static Map<String, Integer> parts(ProbedPass pass, int probe) {
    String own = subLayer(pass.probes().probes().get(probe).value().name());
    Map<String, Integer> parts = new LinkedHashMap<>();
    for (int i : pass.probes().before(probe)) {
      String name = pass.probes().probes().get(i).value().name();
      String part = subLayer(name).equals(own) ? scope(name) : subLayer(name);
      parts.remove(part); // so that the order is that of the last probes
      parts.put(part, i);
    }
    Map<String, Integer> last = new LinkedHashMap<>();
    parts.entrySet().stream()
        .skip(Math.max(0, parts.size() - MAGNITUDES))
        .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
    return last;
  }

  private static String scope(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** {@code encoder/0/feed_forward} of {@code encoder/0/feed_forward/wo/FusedMatMul}. */
  private static String subLayer(String name) {
    int depth = name.startsWith(BACKWARD) ? 4 : 3;
    List<String> path = Splitter.on('/').splitToList(scope(name));
    return Joiner.on('/').join(path.subList(0, Math.min(depth, path.size())));
  }

  private static boolean isBackward(String name) {
    return name.startsWith(BACKWARD) || name.startsWith(CLIP);
  }

  // ---- the report

  private static List<Magnitude> magnitudes(List<String> parts, double[] largest) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> new Magnitude(parts.get(i), largest[i]))
        .toList();
  }

  private static String text(DataType type) {
    return switch (type) {
      case FLOAT -> "float32";
      case FLOAT16 -> "float16";
      case BFLOAT16 -> "bfloat16";
      case DOUBLE, INT64, BOOL ->
          throw new IllegalArgumentException("expected a type of Arithmetic, got " + type);
    };
  }

  private static NonFiniteReport report(
      Cause cause,
      List<Parameter> parameters,
      Optional<NonFiniteReport.Tensor> tensor,
      List<Magnitude> magnitudes) {
    return new NonFiniteReport(
        cause, ImmutableList.copyOf(parameters), tensor, ImmutableList.copyOf(magnitudes));
  }
}
