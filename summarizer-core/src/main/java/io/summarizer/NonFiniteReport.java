package io.summarizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was found when a step whose loss or gradient is not finite was run again, tensor by tensor.
 *
 * @param cause what kind of failure it is, and what helps
 * @param parameters those that were not finite before the step; if there are some, nothing else was
 *     looked at
 * @param tensor the first tensor of the step that is not finite, if there is one
 * @param magnitudes how large the numbers were at the end of the parts of the network that the
 *     tensor was computed from, the last of them last; if there is no such tensor, those of the
 *     backward pass with the longest gradients, longest first
 */
public record NonFiniteReport(
    Cause cause, List<Parameter> parameters, Optional<Tensor> tensor, List<Magnitude> magnitudes) {

  private static final int MOST_NAMES = 8;

  /** Copies the lists. */
  public NonFiniteReport {
    parameters = List.copyOf(parameters);
    magnitudes = List.copyOf(magnitudes);
  }

  /** The kinds of failure. */
  public enum Cause {
    /** Parameters were infinite or NaN before the step. */
    PARAMETERS(
        "go back to a checkpoint from before these parameters broke and go on with a lower learning"
            + " rate or a longer warm-up; if the run began with them, the model's files are"
            + " damaged"),
    /** A number did not fit into float16. */
    FLOAT16("float16 holds numbers up to 65504: train in bfloat16 or float32"),
    /** A number of the forward pass did not fit into float32 or bfloat16. */
    FORWARD(
        "the weights have grown too large: go back to the last good checkpoint and go on with a"
            + " lower learning rate or a longer warm-up, and look at the texts of these examples"),
    /** The loss is finite, but a number on the way to its gradient did not fit. */
    BACKWARD(
        "the loss is finite and its gradient explodes: go back to the last good checkpoint and go"
            + " on with a lower learning rate or a longer warm-up, and look at the texts of these"
            + " examples"),
    /** Every number was finite when the step was run again. */
    NOT_REPRODUCED(
        "go on from the last good checkpoint; if it happens again at another step, suspect the"
            + " device's memory, if at the same one, lower the learning rate"),
    /** The step could not be run again, for want of memory for example. */
    NOT_EXAMINED("try a lower learning rate or a longer warm-up, and look at the data of the step");

    private final String remedy;

    Cause(String remedy) {
      this.remedy = remedy;
    }

    /** What to do about it, in a sentence without its full stop. */
    public String remedy() {
      return remedy;
    }
  }

  /**
   * Elements of a tensor that are not finite.
   *
   * @param infinite how many are infinite
   * @param nan how many are NaN
   * @param elements how many the tensor has in all
   */
  public record Count(long infinite, long nan, long elements) {
    @Override
    public String toString() {
      return infinite + " infinite and " + nan + " NaN of " + elements + " elements";
    }
  }

  /** A parameter that is not finite, by its name in the checkpoint. */
  public record Parameter(String name, Count count) {}

  /**
   * The first tensor, in the order of computation, that is not finite although all that it was
   * computed from is.
   *
   * @param name the place in the network and the operator, for example {@code
   *     encoder/3/feed_forward/wo/FusedMatMul}; as in the graph that {@link
   *     FineTuning#writeTrainingGraph} writes
   * @param operator the ONNX operator that computed it
   * @param backward whether it belongs to the backward pass
   * @param type of its elements: float32, float16 or bfloat16
   * @param shape its extents
   * @param microBatch of the step, counted from 1
   * @param microBatches of the step
   * @param examples the ids of the examples whose numbers are not finite; those of the whole
   *     micro-batch if the tensor holds sums over examples
   */
  public record Tensor(
      String name,
      String operator,
      boolean backward,
      String type,
      List<Long> shape,
      Count count,
      int microBatch,
      int microBatches,
      List<String> examples) {
    /** Copies the lists. */
    public Tensor {
      shape = List.copyOf(shape);
      examples = List.copyOf(examples);
    }
  }

  /** The largest magnitude among the numbers with which a part of the network ends. */
  public record Magnitude(String part, double largest) {
    @Override
    public String toString() {
      return part + " " + String.format(Locale.ROOT, "%.2g", largest);
    }
  }

  /** The report in a few lines of text: what was found, then what to do. */
  public String text() {
    List<String> lines = new ArrayList<>();
    if (!parameters.isEmpty()) {
      lines.add("Not finite before the step: " + list(parameters, NonFiniteReport::text) + ".");
    } else if (tensor.isPresent()) {
      lines.add(text(tensor.get()));
    } else if (cause == Cause.NOT_REPRODUCED) {
      lines.add("Run again, every tensor of the step was finite.");
    } else {
      lines.add("The step could not be run again to find the tensor.");
    }
    if (!magnitudes.isEmpty()) {
      lines.add(
          "Largest numbers"
              + (tensor.isPresent() ? " on the way there: " : ": ")
              + list(magnitudes, Magnitude::toString)
              + ".");
    }
    lines.add("What to do: " + cause.remedy() + ".");
    return String.join("\n", lines);
  }

  private static String text(Parameter parameter) {
    return parameter.name() + " (" + parameter.count() + ")";
  }

  private static String text(Tensor tensor) {
    return "First tensor that is not finite: "
        + tensor.name()
        + " of the "
        + (tensor.backward() ? "backward" : "forward")
        + " pass, "
        + tensor.count()
        + ", "
        + tensor.type()
        + " "
        + tensor.shape()
        + ", in micro-batch "
        + tensor.microBatch()
        + " of "
        + tensor.microBatches()
        + ", examples "
        + list(tensor.examples(), id -> "\"" + id + "\"")
        + ".";
  }

  private static <T> String list(List<T> all, Function<T, String> text) {
    String some = all.stream().limit(MOST_NAMES).map(text).collect(Collectors.joining(", "));
    return all.size() <= MOST_NAMES ? some : some + " and " + (all.size() - MOST_NAMES) + " more";
  }
}
