package io.summarizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import io.summarizer.model.AtomicDirectory.Contents;
import io.summarizer.model.AtomicDirectory.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicDirectoryTest {
  private static final Contents OLD = files("old");
  private static final Contents NEW = files("new");

  @TempDir Path root;

  @Test
  void write_newTarget_createsParentsAndLeavesNothingElse() {
    Path target = root.resolve("a/b/model");
    AtomicDirectory.write(target, false, NEW);

    assertThat(content(target)).isEqualTo("new new");
    assertThat(names(root.resolve("a/b"))).containsExactly("model");
  }

  @Test
  void write_existingTargetWithoutReplacing_isRefusedAndUntouched() {
    Path target = root.resolve("model");
    AtomicDirectory.write(target, false, OLD);

    assertThatThrownBy(() -> AtomicDirectory.write(target, false, NEW))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            target
                + ": exists and is not empty; name another directory or ask for it to be replaced");
    assertThat(content(target)).isEqualTo("old old");
  }

  @Test
  void write_emptyTargetWithoutReplacing_isFilled() throws IOException {
    Path target = Files.createDirectory(root.resolve("model"));
    AtomicDirectory.write(target, false, NEW);

    assertThat(content(target)).isEqualTo("new new");
    assertThat(names(root)).containsExactly("model");
  }

  @Test
  void write_replacing_leavesOnlyTheNewFiles() {
    Path target = root.resolve("model");
    AtomicDirectory.write(target, true, OLD);
    AtomicDirectory.write(
        target, true, directory -> Files.writeString(directory.resolve("only"), "x"));

    assertThat(names(target)).containsExactly("only");
    assertThat(names(root)).containsExactly("model");
  }

  @Test
  void write_overAFile_isRefused() throws IOException {
    Path target = Files.writeString(root.resolve("model"), "file");

    assertThatThrownBy(() -> AtomicDirectory.write(target, true, NEW))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(target + ": is to be a directory, but a file is there");
  }

  @Test
  void write_throughASymbolicLink_replacesWhatItPointsTo() throws IOException {
    Path target = root.resolve("model");
    AtomicDirectory.write(target, true, OLD);
    Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("model"));

    AtomicDirectory.write(link, true, NEW);

    assertThat(link).isSymbolicLink();
    assertThat(content(target)).isEqualTo("new new");
    assertThat(names(root)).containsExactly("link", "model");
  }

  @Test
  void write_toTheRoot_isRefused() {
    Path top = root.toAbsolutePath().getRoot();
    assertThatThrownBy(() -> AtomicDirectory.write(top, true, NEW))
        .hasMessageEndingWith("cannot be replaced: it is the root of a file system");
  }

  /** A disk that fills up half-way: the first file is there, the second cannot be written. */
  @Test
  void write_thatFails_keepsTheOldAndRemovesTheTemporaryDirectory() {
    Path target = root.resolve("model");
    AtomicDirectory.write(target, true, OLD);
    IOException full = new IOException("No space left on device");

    assertThatThrownBy(
            () ->
                AtomicDirectory.write(
                    target,
                    true,
                    directory -> {
                      Files.writeString(directory.resolve("first"), "new");
                      throw full;
                    }))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            target
                + ": could not be written; what was there is unchanged"
                + " (java.io.IOException: No space left on device)")
        .hasCause(full);
    assertThat(content(target)).isEqualTo("old old");
    assertThat(names(root)).containsExactly("model");
  }

  @Test
  void write_thatThrowsSomethingElse_passesItOnAndCleansUp() {
    Path target = root.resolve("model");
    assertThatThrownBy(
            () ->
                AtomicDirectory.write(
                    target,
                    true,
                    directory -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThat(names(root)).isEmpty();
  }

  /**
   * The disk is photographed at every step of a replacement. Whatever a crash there leaves behind,
   * the next open finds the old or the new directory complete, and the next save leaves nothing
   * over.
   */
  @ParameterizedTest
  @EnumSource(Step.class)
  void crash_atAnyStep_leavesTheOldOrTheNewComplete(Step step) throws IOException {
    Path disk = photograph(step);
    Path target = disk.resolve("model");

    AtomicDirectory.recover(target);

    boolean renamed = step.compareTo(Step.NEW_IN_PLACE) >= 0;
    assertThat(content(target)).isEqualTo(renamed ? "new new" : "old old");

    AtomicDirectory.write(target, true, files("next"));
    assertThat(content(target)).isEqualTo("next next");
    assertThat(names(disk)).containsExactly("model");
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void crash_atAnyStep_isRepairedByASaveThatFails(Step step) throws IOException {
    Path disk = photograph(step);
    Path target = disk.resolve("model");

    assertThatThrownBy(
            () ->
                AtomicDirectory.write(
                    target,
                    true,
                    directory -> {
                      throw new IOException("full");
                    }))
        .isInstanceOf(CheckpointException.class);

    assertThat(content(target)).isIn("old old", "new new");
    assertThat(names(disk)).containsExactly("model");
  }

  @Test
  void photographs_differ() throws IOException {
    // Without this the crash tests could pass on six times the same picture.
    Map<Step, String> pictures = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      pictures.put(step, String.join(" ", names(photograph(step))).replaceAll("[0-9a-f]{16}", "R"));
    }
    assertThat(pictures)
        .containsEntry(Step.TEMPORARY_CREATED, ".model.tmp-R model")
        .containsEntry(Step.CONTENTS_FORCED, ".model.tmp-R model")
        .containsEntry(Step.OLD_MOVED_ASIDE, ".model.old .model.tmp-R")
        .containsEntry(Step.NEW_IN_PLACE, ".model.old model")
        .containsEntry(Step.OLD_DELETED, "model");
  }

  @Test
  void recover_nothingToDo_changesNothing() {
    AtomicDirectory.recover(root.resolve("missing"));
    AtomicDirectory.recover(root.toAbsolutePath().getRoot());
    assertThat(names(root)).isEmpty();
  }

  @Test
  void write_leavesTemporariesOfOtherTargetsAlone() throws IOException {
    Path other =
        Files.createDirectory(root.resolve(".model.tmp-0123456789abcdef.tmp-0000000000000000"));
    Path users = Files.createDirectory(root.resolve(".model.tmp-backup"));

    AtomicDirectory.write(root.resolve("model"), true, NEW);

    assertThat(other).exists();
    assertThat(users).exists();
  }

  /** What the disk looks like if the machine stops at a step of replacing old by new. */
  private Path photograph(Step wanted) throws IOException {
    Path disk = Files.createTempDirectory(root, "disk");
    Path picture = Files.createTempDirectory(root, "picture");
    Path target = disk.resolve("model");
    AtomicDirectory.write(target, true, OLD);
    AtomicDirectory.write(
        target,
        true,
        NEW,
        step -> {
          if (step == wanted) {
            copyTree(disk, picture);
          }
        });
    return picture;
  }

  private static void copyTree(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(p -> !p.equals(from)).toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two files, one in a sub-directory, that hold the same word. */
  private static Contents files(String word) {
    return directory -> {
      Files.writeString(directory.resolve("first"), word);
      Files.createDirectory(directory.resolve("sub"));
      Files.writeString(directory.resolve("sub/second"), word);
    };
  }

  private static String content(Path directory) {
    try {
      return Files.readString(directory.resolve("first"))
          + " "
          + Files.readString(directory.resolve("sub/second"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> paths = Files.list(directory)) {
      List<String> names = new ArrayList<>();
      paths.forEach(path -> names.add(path.getFileName().toString()));
      names.sort(null);
      return names;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
