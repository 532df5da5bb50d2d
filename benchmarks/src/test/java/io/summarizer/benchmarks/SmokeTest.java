package io.summarizer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, once and small. */
class SmokeTest {
  /** What makes a benchmark small. */
  private static final Map<Class<?>, Map<String, String>> TINY =
      Map.of(
          TrainingStepBenchmark.class,
          Map.of("model", "tiny", "work", "2x6+4", "peakTflops", "1"),
          EvaluationBenchmark.class,
          Map.of("model", "tiny", "work", "3x6+4", "batch", "2"),
          GenerationBenchmark.class,
          Map.of("model", "tiny", "batch", "2", "source", "6", "target", "4"),
          FirstTokenBenchmark.class,
          Map.of("model", "tiny", "source", "6", "target", "4"),
          CheckpointBenchmark.class,
          Map.of("model", "tiny"),
          DataReadingBenchmark.class,
          Map.of("rows", "20"),
          TokenizationBenchmark.class,
          Map.of("rows", "20"),
          RougeBenchmark.class,
          Map.of("words", "4", "sentences", "2"));

  @Test
  void every_benchmark_is_made_small_here() {
    assertThat(names(TINY.keySet().stream().map(Class::getName)))
        .isEqualTo(names(all().map(BenchmarkListEntry::getUserClassQName)));
  }

  private static Stream<BenchmarkListEntry> all() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream();
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<Arguments> benchmarks() {
    return TINY.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  /** Someone may be measuring on this machine; here no time counts. */
  @BeforeAll
  static void run_beside_others() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void benchmark_runs_an_iteration(Class<?> benchmark, Map<String, String> tiny)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(50))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    tiny.forEach(options::param);
    List<RunResult> results = List.copyOf(new Runner(options.build()).run());
    assertThat(results)
        .hasSizeGreaterThanOrEqualTo(
            (int) all().filter(b -> b.getUserClassQName().equals(benchmark.getName())).count());
    assertThat(results).allMatch(result -> result.getPrimaryResult().getScore() > 0);
  }
}
