package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path folder;

  @Test
  void another_process_is_kept_out_even_after_this_one_has_tried_twice() throws Exception {
    try (DirectoryLock lock = DirectoryLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(folder.resolve("../" + folder.getFileName())))
          .isInstanceOf(CheckpointException.class)
          .hasMessageEndingWith(
              "another run is writing there; wait for it, or choose another directory");
      assertThat(otherProcess()).isEqualTo("taken");
    }
    assertThat(otherProcess()).isEqualTo("free");
    DirectoryLock.acquire(folder).close();
  }

  private String otherProcess() throws Exception {
    Process process = JavaProcess.of(List.of(), OtherProcess.class, folder).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** Tries to take the lock of the directory that is its argument. */
  static final class OtherProcess {
    private OtherProcess() {}

    @SuppressWarnings("SystemOut") // its result
    public static void main(String[] args) {
      try (DirectoryLock lock = DirectoryLock.acquire(Path.of(args[0]))) {
        System.out.println(lock == null ? "" : "free");
      } catch (CheckpointException e) {
        System.out.println("taken");
      }
    }
  }
}
