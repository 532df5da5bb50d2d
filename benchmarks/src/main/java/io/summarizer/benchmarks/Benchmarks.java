package io.summarizer.benchmarks;

import io.summarizer.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's command line with one option more: {@code --device cpu|cuda:N}. On a GPU those benchmarks
 * run that use one, training also with the lengths of CNN/DailyMail, unless the arguments say
 * which.
 */
public final class Benchmarks {
  private static final String DEVICE = "--device";

  /** The benchmarks with a device. */
  static final String GPU_SET = "\\.(TrainingStep|Evaluation|Generation|FirstToken)Benchmark\\.";

  private static final String GPU_WORK = "work=4x512+64,16x1024+128";

  private Benchmarks() {}

  /** Runs JMH. */
  public static void main(String[] arguments) throws IOException {
    try {
      Main.main(jmhArguments(arguments));
    } catch (CommandLineOptionException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** What JMH gets instead. */
  static String[] jmhArguments(String... arguments) throws CommandLineOptionException {
    List<String> jmh = new ArrayList<>(Arrays.asList(arguments));
    int at = jmh.indexOf(DEVICE);
    if (at < 0) {
      return arguments;
    }
    if (at + 1 == jmh.size()) {
      throw new IllegalArgumentException(DEVICE + ": expected cpu, cuda or cuda:N, got nothing");
    }
    Device device = Device.parse(jmh.get(at + 1));
    jmh.subList(at, at + 2).clear();
    CommandLineOptions own = new CommandLineOptions(jmh.toArray(String[]::new));
    jmh.addAll(List.of("-p", "device=" + device));
    if (device.kind() == Device.Kind.CUDA && own.getIncludes().isEmpty()) {
      jmh.add(GPU_SET);
      if (!own.getParameter("work").hasValue()) {
        jmh.addAll(List.of("-p", GPU_WORK));
      }
    }
    return jmh.toArray(String[]::new);
  }
}
