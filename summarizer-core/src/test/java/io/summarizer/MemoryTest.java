package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.train.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The memory of processes that do nothing else. */
class MemoryTest {
  /** Less than if each call left a page; 1,400 were seen. */
  private static final long ALLOWED_KILOBYTES = 6_000;

  private static List<Long> output(List<String> options, Class<?> main, int count)
      throws IOException, InterruptedException {
    Process process = JavaProcess.of(options, main, TinyNews.trained(), count).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().map(Long::parseLong).toList();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void two_thousand_calls_of_varying_length_leave_no_memory() throws Exception {
    List<Long> resident =
        output(
            List.of("-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
            ManyCalls.class,
            2000);
    assertThat(resident.get(1) - resident.get(0))
        .as("growth of the resident size, kB, of %s", resident)
        .isLessThan(ALLOWED_KILOBYTES);
  }

  @Test
  void a_hundred_thousand_texts_stream_through_a_small_heap() throws Exception {
    assertThat(output(List.of("-Xmx16m", "-XX:+UseSerialGC"), StreamedCorpus.class, 100_000))
        .containsExactly(100_000L);
  }
}
