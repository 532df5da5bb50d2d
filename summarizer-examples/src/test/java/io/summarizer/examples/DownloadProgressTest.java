package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DownloadProgressTest {
  private static final long MEGA = 1_000_000;

  private long now = 1;

  /** What a terminal is told. */
  private List<String> shown(Consumer<DownloadProgress> download) {
    Cli.Captured captured = new Cli.Captured(true);
    download.accept(new DownloadProgress(new ProgressLine(captured.streams()), () -> now));
    return ProgressLineTest.lines(captured);
  }

  private void pass(double seconds) {
    now += (long) (seconds * 1e9);
  }

  @Test
  void bytes_speed_and_the_time_that_is_left_are_told() {
    assertThat(
            shown(
                progress -> {
                  progress.onBytes("a.bin", 0, 100 * MEGA);
                  pass(0.01);
                  progress.onBytes("a.bin", MEGA, 100 * MEGA); // too soon to be shown
                  pass(1.99);
                  progress.onBytes("a.bin", 20 * MEGA, 100 * MEGA);
                  pass(2);
                  progress.onBytes("a.bin", 100 * MEGA, 100 * MEGA);
                }))
        .containsExactly(
            "a.bin 0.0/100.0 MB",
            "a.bin 20.0/100.0 MB, 10.0 MB/s, 0:08 left",
            "a.bin 100.0/100.0 MB, 25.0 MB/s");
  }

  @Test
  void what_was_there_before_does_not_count_for_the_speed() {
    assertThat(
            shown(
                progress -> {
                  progress.onBytes("a.bin", 50 * MEGA, 100 * MEGA);
                  pass(1);
                  progress.onBytes("a.bin", 60 * MEGA, 100 * MEGA);
                }))
        .containsExactly("a.bin 50.0/100.0 MB", "a.bin 60.0/100.0 MB, 10.0 MB/s, 0:04 left");
  }

  @Test
  void a_transfer_that_begins_anew_and_one_without_an_end_are_told() {
    assertThat(
            shown(
                progress -> {
                  progress.onBytes("a.bin", 50 * MEGA, -1);
                  pass(1);
                  progress.onBytes("a.bin", 0, -1);
                  pass(1);
                  progress.onBytes("a.bin", 5 * MEGA, -1);
                }))
        .containsExactly("a.bin 50.0 MB", "a.bin 0.0 MB", "a.bin 5.0 MB, 5.0 MB/s");
  }
}
