package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
              folder.getFileName()
                  + ": a run of this process is writing there; wait for it, or choose another"
                  + " directory");
      assertThat(otherProcess())
          .isEqualTo(
              folder
                  + ": a run of process "
                  + ProcessHandle.current().pid()
                  + " is writing there; wait for it, or choose another directory");
    }
    assertThat(otherProcess()).isEqualTo("free");
    DirectoryLock.acquire(folder).close();
  }

  @Test
  void what_stands_in_the_file_is_not_trusted() throws Exception {
    try (DirectoryLock lock = DirectoryLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      try (FileChannel file = // not Files.writeString, which would close, and so unlock, it
          FileChannel.open(folder.resolve(DirectoryLock.FILE), StandardOpenOption.WRITE)) {
        file.write(StandardCharsets.UTF_8.encode("<script>".repeat(1000)));
        assertThat(otherProcess())
            .isEqualTo(
                folder
                    + ": a run of another process is writing there; wait for it, or choose another"
                    + " directory");
      }
    }
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
        System.out.println(e.getMessage());
      }
    }
  }
}
