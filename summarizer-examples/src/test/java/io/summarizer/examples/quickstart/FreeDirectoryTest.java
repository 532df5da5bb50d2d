package io.summarizer.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeDirectoryTest {
  @TempDir Path folder;

  @Test
  void freeDirectory_isTheFirstThatHoldsNothing() throws IOException {
    Path out = folder.resolve("out");
    assertThat(FreeDirectory.like(out)).isEqualTo(out);
    Files.createDirectory(out);
    assertThat(FreeDirectory.like(out)).isEqualTo(out);
    Files.writeString(out.resolve("file"), "");
    assertThat(FreeDirectory.like(out)).isEqualTo(folder.resolve("out-2"));
    Files.writeString(folder.resolve("out-2"), "a file");
    assertThat(FreeDirectory.like(out)).isEqualTo(folder.resolve("out-3"));
  }

  @Test
  void create_refusesADirectoryWithFiles() throws IOException {
    assertThat(FreeDirectory.create(folder.resolve("a/b"))).isEmptyDirectory();
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> FreeDirectory.create(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(folder + ": is not empty; name another directory with --output, or delete it");
  }
}
