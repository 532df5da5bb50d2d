package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import io.summarizer.train.OutputDirectory.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  @TempDir Path folder;
  private @Nullable OutputDirectory output;

  private OutputDirectory open(Content allowed) {
    OutputDirectory opened = OutputDirectory.open(folder.resolve("run"), allowed);
    output = opened;
    return opened;
  }

  @AfterEach
  void close() {
    if (output != null) {
      output.close();
    }
  }

  /** A directory with a file in it, which is all that rotation looks at. */
  private void checkpoints(long... steps) throws IOException {
    for (long step : steps) {
      Path directory = Files.createDirectories(folder.resolve("run/checkpoint-" + step));
      Files.writeString(directory.resolve("model.safetensors"), "weights of " + step);
    }
  }

  @Test
  void checkpoints_are_ordered_by_their_number() throws IOException {
    checkpoints(9, 10, 100);
    Files.createDirectory(folder.resolve("run/checkpoint-5.damaged"));
    assertThat(open(Content.RUN).checkpoints()).containsExactly(100L, 10L, 9L);
  }

  @Test
  void the_oldest_beyond_the_limit_go_but_not_the_best() throws IOException {
    checkpoints(1, 2, 3, 4, 5);
    OutputDirectory run = open(Content.RUN);
    run.rotate(3, OptionalLong.of(2));
    assertThat(run.checkpoints()).containsExactly(5L, 4L, 2L);
    run.rotate(2, OptionalLong.empty());
    assertThat(run.checkpoints()).containsExactly(5L, 4L);
  }

  @Test
  void a_limit_of_one_keeps_the_newest_and_the_best() throws IOException {
    checkpoints(1, 2, 3);
    OutputDirectory run = open(Content.RUN);
    run.rotate(1, OptionalLong.of(1));
    assertThat(run.checkpoints()).containsExactly(3L, 1L);
    run.rotate(1, OptionalLong.of(3));
    assertThat(run.checkpoints()).containsExactly(3L);
  }

  @Test
  void what_was_half_deleted_when_a_run_was_killed_goes() throws IOException {
    Path leftover = Files.createDirectories(folder.resolve("run/.deleted-7"));
    Files.writeString(leftover.resolve("part"), "of a checkpoint");
    open(Content.RUN);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void the_published_model_is_that_of_the_checkpoint_without_the_training_state()
      throws IOException {
    checkpoints(1, 2);
    Path state = folder.resolve("run/checkpoint-2/training_state.json");
    Files.writeString(state, "{}");
    OutputDirectory run = open(Content.RUN);
    Path model = run.publish(run.checkpoint(1));
    assertThat(model.resolve("model.safetensors")).hasContent("weights of 1");
    run.publish(run.checkpoint(2));
    assertThat(model.resolve("model.safetensors")).hasContent("weights of 2");
    assertThat(model.resolve("training_state.json")).doesNotExist();
    assertThat(run.checkpoint(1).resolve("model.safetensors")).hasContent("weights of 1");
    assertThat(model).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void to_overwrite_is_to_delete_the_checkpoints_of_before() throws IOException {
    checkpoints(1, 20);
    assertThat(open(Content.ANYTHING).checkpoints()).isEmpty();
  }

  @Test
  void a_damaged_checkpoint_is_set_aside_under_another_name() throws IOException {
    checkpoints(3); // without a manifest
    OutputDirectory run = open(Content.RUN);
    assertThat(run.newestState()).isEmpty();
    assertThat(run.checkpoints()).isEmpty();
    assertThat(folder.resolve("run/checkpoint-3.damaged/model.safetensors"))
        .hasContent("weights of 3");
  }

  @Test
  void two_runs_cannot_write_into_one_directory() {
    open(Content.NONE);
    assertThatThrownBy(() -> OutputDirectory.open(folder.resolve("run"), Content.RUN))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            folder.resolve("run")
                + ": a run of this process is writing there; wait for it, or choose another directory");
    close();
    open(Content.RUN);
  }

  @Test
  void a_file_in_the_place_of_the_directory_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("run"), "text");
    assertThatThrownBy(() -> open(Content.ANYTHING))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(file + ": is a file; expected a directory for the output");
    assertThat(file).hasContent("text");
  }
}
