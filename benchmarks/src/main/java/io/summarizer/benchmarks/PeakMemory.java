package io.summarizer.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler of JMH's, {@code -prof io.summarizer.benchmarks.PeakMemory}: the most memory that the
 * Java of a benchmark has had, native memory and its preparation included; Linux only. What is on a
 * GPU is not in it.
 */
public final class PeakMemory implements InternalProfiler {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Override
  public String getDescription() {
    return "The peak of resident memory, of Linux's account";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double mebibytes = bytes("VmHWM") / (double) (1 << 20);
    return List.of(new ScalarResult("peakMemory", mebibytes, "MiB", AggregationPolicy.MAX));
  }

  /** A line of Linux's account of this process, in bytes. */
  static long bytes(String key) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(key + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
