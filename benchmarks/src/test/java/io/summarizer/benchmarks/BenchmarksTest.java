package io.summarizer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
  @Test
  void arguments_without_a_device_are_those_of_jmh() throws Exception {
    assertThat(Benchmarks.jmhArguments("-f", "0", "Rouge")).containsExactly("-f", "0", "Rouge");
  }

  @Test
  void gpu_runs_the_benchmarks_that_use_one() throws Exception {
    assertThat(Benchmarks.jmhArguments("--device", "cuda"))
        .containsExactly(
            "-p", "device=cuda:0", Benchmarks.GPU_SET, "-p", "work=4x512+64,16x1024+128");
  }

  @Test
  void arguments_of_the_user_stay() throws Exception {
    assertThat(Benchmarks.jmhArguments("-p", "work=2x64+8", "--device", "cuda:1", "-f", "1"))
        .containsExactly("-p", "work=2x64+8", "-f", "1", "-p", "device=cuda:1", Benchmarks.GPU_SET);
    assertThat(Benchmarks.jmhArguments("--device", "cuda:1", "TrainingStep"))
        .containsExactly("TrainingStep", "-p", "device=cuda:1");
    assertThat(Benchmarks.jmhArguments("--device", "cpu")).containsExactly("-p", "device=cpu");
  }

  @Test
  void device_that_is_missing_or_unknown_is_refused() {
    assertThatThrownBy(() -> Benchmarks.jmhArguments("-f", "1", "--device"))
        .hasMessage("--device: expected cpu, cuda or cuda:N, got nothing");
    assertThatThrownBy(() -> Benchmarks.jmhArguments("--device", "gpu"))
        .hasMessage("device: expected auto, cpu, cuda or cuda:N as in cuda:1, got 'gpu'");
  }

  @Test
  void gpu_set_is_all_benchmarks_with_a_device() {
    Set<String> chosen =
        entries(List.of(Benchmarks.GPU_SET)).stream()
            .map(BenchmarkListEntry::getUserClassQName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> withDevice =
        entries(List.of()).stream()
            .map(BenchmarkListEntry::getUserClassQName)
            .filter(BenchmarksTest::hasDevice)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(chosen).isEqualTo(withDevice).hasSize(4);
  }

  private static Set<BenchmarkListEntry> entries(List<String> includes) {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return includes.isEmpty()
        ? BenchmarkList.defaultList().getAll(silent, List.of())
        : BenchmarkList.defaultList().find(silent, includes, List.of());
  }

  private static boolean hasDevice(String type) {
    try {
      return Arrays.stream(Class.forName(type).getDeclaredFields())
          .anyMatch(f -> f.getName().equals("device") && f.isAnnotationPresent(Param.class));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
