package io.summarizer.benchmarks;

import io.summarizer.MemoryEstimate;
import io.summarizer.Optimizer;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.train.DropoutPool;
import io.summarizer.train.MemoryEstimator;
import io.summarizer.train.Stepper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The most memory of training steps on the CPU, measured and as {@link MemoryEstimator} has it,
 * with everything kept and with recomputation; Linux only. Each line is a Java of its own, of fixed
 * heap, whose peak of resident memory is read after a few steps, less what it had after some steps
 * of a tiny model.
 */
public final class TrainingMemory {
  private static final T5Shape SMALL = T5Shape.of("small", 8000, 256, 32, 1024, 4, 8);
  private static final int STEPS = 3;
  private static final double MIB = 1 << 20;

  private TrainingMemory() {}

  /**
   * What a line measures.
   *
   * @param form {@code step}, {@code accumulation} or {@code loop}: what the graph is built for
   */
  private record Point(
      String model, int rows, int source, int target, String form, boolean recomputes) {
    static Point parse(List<String> words) {
      return new Point(
          words.get(0),
          Integer.parseInt(words.get(1)),
          Integer.parseInt(words.get(2)),
          Integer.parseInt(words.get(3)),
          words.get(4),
          Boolean.parseBoolean(words.get(5)));
    }

    List<String> words() {
      return Stream.of(model, rows, source, target, form, recomputes).map(String::valueOf).toList();
    }

    T5Shape shape() {
      return model.equals(SMALL.name()) ? SMALL : T5Shape.named(model);
    }

    Stepper.Setup setup() {
      T5Config config = shape().config();
      return new Stepper.Setup(
          config,
          ParameterLayout.of(shape().tensors(), 1),
          T5Shape.optimization(Optimizer.adamW(), 0),
          0.1,
          DropoutPool.largestMask(config, rows, source, target),
          0,
          form.equals("accumulation"),
          form.equals("loop"),
          Arithmetic.FLOAT32,
          recomputes,
          true);
    }
  }

  /** Measures all points; with the words of a point, that one. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      measure(Point.parse(List.of(arguments)));
      return;
    }
    System.out.println(
        "model     rows source target form          recomputes  measured estimated  ratio s/step");
    for (Point point : points()) {
      System.out.println(inOtherProcess(point));
    }
  }

  private static List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (boolean recomputes : new boolean[] {false, true}) {
      points.add(new Point("small", 4, 128, 32, "step", recomputes));
      points.add(new Point("small", 16, 256, 64, "step", recomputes));
      points.add(new Point("small", 4, 1024, 128, "step", recomputes));
      points.add(new Point("t5-small", 2, 256, 64, "step", recomputes));
      points.add(new Point("t5-small", 4, 512, 64, "step", recomputes));
      points.add(new Point("t5-small", 8, 512, 128, "step", recomputes));
      points.add(new Point("t5-small", 4, 512, 64, "accumulation", recomputes));
      points.add(new Point("t5-small", 4, 512, 64, "loop", recomputes));
    }
    return points;
  }

  private static String inOtherProcess(Point point) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64g",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingMemory.class.getName()));
    command.addAll(point.words());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? line.strip() : point.words() + " failed";
  }

  private static void measure(Point point) {
    steps(new Point("tiny", 2, 8, 4, point.form(), point.recomputes()));
    long before = PeakMemory.bytes("VmRSS");
    double seconds = steps(point);
    long measured = PeakMemory.bytes("VmHWM") - before;
    MemoryEstimate estimate =
        new MemoryEstimator(point.setup()).estimate(point.rows(), point.source(), point.target());
    System.out.printf(
        Locale.ROOT,
        "%-9s %4d %6d %6d %-13s %-10s %5.0f MiB %5.0f MiB  %5.2f %6.2f%n",
        point.model(),
        point.rows(),
        point.source(),
        point.target(),
        point.form(),
        point.recomputes(),
        measured / MIB,
        estimate.total() / MIB,
        (double) estimate.total() / measured,
        seconds);
  }

  /** The seconds of the fastest step. */
  private static double steps(Point point) {
    T5Shape shape = point.shape();
    int threads = Runtime.getRuntime().availableProcessors();
    try (Stepper stepper = shape.open(point.setup(), new SessionOptions(threads, null))) {
      Batch batch = shape.batch(point.rows(), point.source(), point.target());
      List<Batch> step =
          point.form().equals("accumulation") ? List.of(batch, batch) : List.of(batch);
      List<List<Batch>> call = point.form().equals("loop") ? List.of(step, step) : List.of(step);
      double fastest = Double.MAX_VALUE;
      for (int i = 0; i < STEPS; i++) {
        long start = System.nanoTime();
        stepper.run(call);
        fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
      }
      return fastest;
    }
  }
}
