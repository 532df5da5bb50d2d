package io.summarizer.examples.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.error.SummarizerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  @TempDir Path folder;

  @Test
  void lines_stand_aside_until_they_are_all_there() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "before");
    Path aside = folder.resolve("a.txt.part");
    try (LineFile lines = new LineFile(file)) {
      lines.println("one");
      lines.println("zwölf \u2028 火");
      assertThat(aside).content(StandardCharsets.UTF_8).isEqualTo("one\nzwölf \u2028 火\n");
      assertThat(file).hasContent("before");
      assertThat(lines.leftAside()).contains(aside);
      lines.finish();
      assertThat(lines.leftAside()).isEmpty();
    }
    assertThat(Files.readString(file)).isEqualTo("one\nzwölf \u2028 火\n");
    assertThat(aside).doesNotExist();
  }

  @Test
  void lines_stay_aside_if_they_are_not_all_there_even_if_the_thread_was_interrupted() {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    LineFile lines = new LineFile(file);
    try (lines) {
      lines.println("one");
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(lines.leftAside()).contains(folder.resolve("a.txt.part"));
    assertThat(folder.resolve("a.txt.part")).hasContent("one\n");
    assertThat(file).doesNotExist();
  }

  @Test
  void no_lines_leave_nothing_aside_but_make_an_empty_file_if_that_is_the_result() {
    Path file = folder.resolve("a.txt");
    LineFile none = new LineFile(file);
    none.close();
    assertThat(none.leftAside()).isEmpty();
    assertThat(folder).isEmptyDirectory();
    try (LineFile empty = new LineFile(file)) {
      empty.finish();
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void what_is_no_place_for_a_file_is_refused() throws IOException {
    assertThatThrownBy(() -> new LineFile(folder))
        .isInstanceOf(SummarizerException.class)
        .hasMessage(folder + ": expected the name of a file to write, got a directory");
    Path inFile = Files.writeString(folder.resolve("a"), "").resolve("b");
    assertThatThrownBy(() -> new LineFile(inFile))
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            inFile
                + ": the results cannot be written there (java.nio.file.FileAlreadyExistsException: "
                + folder.resolve("a")
                + ")");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no such device
  void a_device_is_not_replaced() {
    assertThatThrownBy(() -> new LineFile(Path.of("/dev/null")))
        .isInstanceOf(SummarizerException.class)
        .hasMessage("/dev/null: expected the name of a file to write, got a device or pipe");
    assertThat(Path.of("/dev/null.part")).doesNotExist();
  }
}
