package io.summarizer.graph;

import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An input of a test's graph: what is declared of its shape, and its content.
 *
 * @param spec the declared extents in order, each a number, a name with its number ({@code "batch=2
 *     3"}), or a product of names with its number ({@code "a*b=6"})
 * @param content integers, or none for random numbers
 * @param positive whether the random numbers are positive
 */
record TestInput(String spec, boolean floating, boolean positive, List<Integer> content) {

  /** Random numbers of either sign, no nearer to 0 than 0.3. */
  static TestInput floats(String spec) {
    return new TestInput(spec, true, false, List.of());
  }

  /** Random numbers from 0.3 on. */
  static TestInput positive(String spec) {
    return new TestInput(spec, true, true, List.of());
  }

  /** Given integers as floating-point numbers. */
  static TestInput floats(String spec, Integer... content) {
    return new TestInput(spec, true, false, List.of(content));
  }

  static TestInput ints(String spec, Integer... content) {
    return new TestInput(spec, false, false, List.of(content));
  }

  Shape declared() {
    return Shape.of(extents().stream().map(TestInput::dim).toArray(Dim[]::new));
  }

  private List<String> extents() {
    return Splitter.on(' ').omitEmptyStrings().splitToList(spec);
  }

  private static Dim dim(String extent) {
    if (!extent.contains("=")) {
      return Dim.of(Long.parseLong(extent));
    }
    String names = extent.substring(0, extent.indexOf('='));
    return Splitter.on('*').splitToStream(names).map(Dim::named).reduce(Dim.ONE, Dim::times);
  }

  private static int size(String extent) {
    return Integer.parseInt(extent.substring(extent.indexOf('=') + 1));
  }

  /** The content: random numbers differ from case to case by shape and position only. */
  NdArray content(DataType type, int position) {
    List<Integer> shape = extents().stream().map(TestInput::size).toList();
    if (!content.isEmpty()) {
      return NdArray.fill(type, shape, content::get);
    }
    Random random = new Random(Arrays.asList(spec, position).hashCode());
    return NdArray.fill(
        type,
        shape,
        place -> {
          float magnitude = 0.3f + 1.2f * random.nextFloat();
          return positive || random.nextBoolean() ? magnitude : -magnitude;
        });
  }

  @Override
  public String toString() {
    return "[" + spec + "]";
  }
}
