package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.error.SummarizerException;
import io.summarizer.report.EventFileContents.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardWriterTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

  @TempDir Path folder;

  private TensorBoardWriter writer(long firstStep) {
    return TensorBoardWriter.open(folder, firstStep, () -> TIME, "host", 42);
  }

  @Test
  void a_new_file_begins_with_its_version_and_a_start_that_hides_everything() throws IOException {
    try (TensorBoardWriter writer = TensorBoardWriter.create(folder.resolve("new/run"))) {
      List<Event> events = EventFileContents.read(writer.file());
      assertThat(events).hasSize(2);
      assertThat(events.get(0).fileVersion).isEqualTo("brain.Event:2");
      assertThat(events.get(0).wallTime).isGreaterThan(1.7e9);
      assertThat(events.get(1).sessionStatus).isEqualTo(1);
      assertThat(events.get(1).step).isZero();
    }
  }

  @Test
  void a_resumed_run_hides_the_steps_after_its_checkpoint() throws IOException {
    try (TensorBoardWriter writer = TensorBoardWriter.resume(folder, 500)) {
      Event start = EventFileContents.read(writer.file()).get(1);
      assertThat(start.sessionStatus).isEqualTo(1);
      assertThat(start.step).isEqualTo(501);
    }
  }

  @Test
  void each_writer_has_a_file_of_its_own_that_sorts_behind_the_others() throws IOException {
    Files.createFile(folder.resolve("events.out.tfevents.1700000005.elsewhere.7.0"));
    Files.createFile(folder.resolve("events.out.tfevents.other"));
    try (TensorBoardWriter first = writer(0);
        TensorBoardWriter second = writer(1)) {
      assertThat(List.of(first.file(), second.file()))
          .extracting(file -> file.getFileName().toString())
          .containsExactly(
              "events.out.tfevents.1700000006.host.42.0",
              "events.out.tfevents.1700000007.host.42.0");
    }
  }

  @Test
  void a_host_name_cannot_lead_out_of_the_directory() throws IOException {
    try (TensorBoardWriter writer =
        TensorBoardWriter.open(folder, 0, () -> TIME, "../../x\\y:z.example", 42)) {
      assertThat(writer.file())
          .isEqualTo(folder.resolve("events.out.tfevents.1700000000.______x_y_z_example.42.0"));
    }
  }

  @Test
  void file_names_do_not_depend_on_the_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (TensorBoardWriter writer = writer(0)) {
      assertThat(writer.file())
          .isEqualTo(folder.resolve("events.out.tfevents.1700000000.host.42.0"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 50)
  void scalars_are_read_back_as_written(
      @ForAll @Size(max = 20) List<@DoubleRange(min = -1e30, max = 1e30) Double> values,
      @ForAll @LongRange(min = 0) long firstStep)
      throws IOException {
    Path run = Files.createTempDirectory("tensorboard");
    try (TensorBoardWriter writer = TensorBoardWriter.open(run, 0, () -> TIME, "host", 42)) {
      for (int i = 0; i < values.size(); i++) {
        writer.scalar("curve/" + i, firstStep, values.get(i));
      }
      List<Event> events = EventFileContents.read(writer.file());
      assertThat(events).hasSize(values.size() + 2);
      for (int i = 0; i < values.size(); i++) {
        Event event = events.get(i + 2);
        assertThat(event.tag).isEqualTo("curve/" + i);
        assertThat(event.step).isEqualTo(firstStep);
        assertThat(event.scalar).isEqualTo(values.get(i).floatValue());
        assertThat(event.wallTime).isEqualTo(1.7e9);
      }
    } finally {
      try (Stream<Path> files = Files.list(run)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(run);
    }
  }

  @Test
  void a_text_is_shown_as_it_is() throws IOException {
    try (TensorBoardWriter writer = writer(0)) {
      writer.text("sample", 3, "1. <b>*Not*</b> bold\n[link](http://x)");
      Event event = EventFileContents.read(writer.file()).get(2);
      assertThat(event.plugin).isEqualTo("text");
      assertThat(event.shape).isEmpty();
      assertThat(event.texts)
          .containsExactly("1&#46; &lt;b&gt;\\*Not\\*&lt;/b&gt; bold  \n\\[link\\](http&#58;//x)");
    }
  }

  @Test
  void a_table_has_rows_and_columns() throws IOException {
    try (TensorBoardWriter writer = writer(0)) {
      writer.table("samples", 3, List.of(List.of("a", "b", "c"), List.of("1", "2", "|")));
      Event event = EventFileContents.read(writer.file()).get(2);
      assertThat(event.shape).containsExactly(2L, 3L);
      assertThat(event.texts).containsExactly("a", "b", "c", "1", "2", "&#124;");
    }
  }

  @Test
  void a_hyperparameter_that_is_no_json_number_becomes_a_text() throws IOException {
    try (TensorBoardWriter writer = writer(0)) {
      writer.hyperparameters(
          Map.of("limit", Double.POSITIVE_INFINITY, "stop", Thread.State.NEW), List.of());
      Event start = EventFileContents.read(writer.file()).get(3);
      assertThat(start.plugin).isEqualTo("hparams");
      assertThat(start.pluginContent.toStringUtf8()).contains("Infinity", "NEW");
    }
  }

  @Test
  void an_interrupted_thread_still_writes() throws IOException {
    try (TensorBoardWriter writer = writer(0)) {
      Thread.currentThread().interrupt();
      writer.scalar("loss", 1, 2);
      assertThat(Thread.interrupted()).isTrue();
      writer.scalar("loss", 2, 1);
      assertThat(EventFileContents.read(writer.file())).hasSize(4);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void after_closing_nothing_is_written() {
    TensorBoardWriter writer = writer(0);
    writer.close();
    writer.close();
    assertThatThrownBy(() -> writer.scalar("loss", 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "events.out.tfevents.1700000000.host.42.0 is closed; write before the"
                + " TensorBoardWriter is closed");
  }

  @Test
  void a_directory_that_is_a_file_is_named_in_the_error() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> TensorBoardWriter.create(file))
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            "%1$s: a TensorBoard event file cannot be made there"
                + " (java.nio.file.FileAlreadyExistsException: %1$s)",
            file);
  }

  @Test
  void wrong_arguments_are_refused() {
    try (TensorBoardWriter writer = writer(0)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.scalar(" ", 0, 1))
          .withMessage(
              "TensorBoardWriter tag: expected 1 to 500 characters, not all of them blank and no"
                  + " control characters, got \" \"");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.text("a\nb", 0, "x"))
          .withMessage(
              "TensorBoardWriter tag: expected 1 to 500 characters, not all of them blank and no"
                  + " control characters, got \"a\\nb\"");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.hyperparameters(Map.of(), List.of("x".repeat(501))))
          .withMessageEndingWith("x\"");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.scalar("loss", -1, 1))
          .withMessage("TensorBoardWriter step: expected 0 or more, got -1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> writer.table("t", 0, List.of(List.of("a"), List.of("a", "b"))))
          .withMessage(
              "TensorBoardWriter table t: expected one or more rows of one length, got rows of"
                  + " [1, 2] cells");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TensorBoardWriter.resume(folder, -1))
          .withMessage("TensorBoardWriter stepsDone: expected 0 or more, got -1");
    }
  }
}
