package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import io.summarizer.Golden;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.ParameterValues;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  @TempDir Path folder;
  private final Golden golden = new Golden("t5-v1.0");

  private OutputDirectory open(Path directory) {
    return OutputDirectory.open(directory, false, CheckpointWriter.of(golden.config(), true));
  }

  /** Every parameter filled with one number. */
  private static ParameterValues all(float number) {
    return spec -> {
      FloatBuffer values = FloatBuffer.allocate((int) spec.elements());
      while (values.hasRemaining()) {
        values.put(number);
      }
      return values.flip();
    };
  }

  private static float first(Path directory) {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      FloatBuffer values = FloatBuffer.allocate(24);
      checkpoint.readFloats("encoder.final_layer_norm.weight", values);
      return values.get(0);
    }
  }

  @Test
  void a_save_that_fails_keeps_the_checkpoint_before_it() {
    Path directory = folder.resolve("run");
    OutputDirectory output = open(directory);
    Path good = output.save(1, all(1));
    assertThatThrownBy(
            () ->
                output.save(
                    2,
                    spec -> {
                      if (spec.name().startsWith("decoder")) {
                        throw new IllegalStateException("the disk is full");
                      }
                      return all(2).of(spec);
                    }))
        .hasMessage("the disk is full");
    assertThat(output.latest()).contains(good);
    assertThat(first(good)).isEqualTo(1);
    assertThat(directory.resolve("checkpoint-2")).doesNotExist();
    assertThat(directory).isDirectoryNotContaining(path -> path.toString().contains(".tmp"));
  }

  @Test
  void a_new_checkpoint_replaces_the_one_before() {
    Path directory = folder.resolve("run");
    OutputDirectory output = open(directory);
    output.save(1, all(1));
    output.save(12, all(2));
    assertThat(directory.resolve("checkpoint-1")).doesNotExist();
    assertThat(first(directory.resolve("checkpoint-12"))).isEqualTo(2);
  }

  @Test
  void the_published_model_is_that_of_the_newest_checkpoint() {
    Path directory = folder.resolve("run");
    OutputDirectory output = open(directory);
    output.save(1, all(1));
    output.publish();
    assertThat(first(directory)).isEqualTo(1);
    output.save(2, all(2));
    assertThat(first(directory)).isEqualTo(1);
    output.publish();
    assertThat(first(directory)).isEqualTo(2);
    assertThat(first(directory.resolve("checkpoint-2"))).isEqualTo(2);
  }

  @Test
  void a_file_in_the_place_of_the_directory_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("run"), "text");
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is a file; expected a directory for the output");
    assertThat(file).hasContent("text");
  }
}
