package io.summarizer.model;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a directory so that a crash at any moment leaves the old one or the new one, complete.
 *
 * <p>For a target {@code dir/model}:
 *
 * <ol>
 *   <li>the content is written to {@code dir/.model.tmp-<random>}, and every file and directory is
 *       forced to the storage device;
 *   <li>if {@code model} exists, it is renamed to {@code dir/.model.old};
 *   <li>the temporary directory is renamed to {@code model}, and {@code dir} is forced;
 *   <li>{@code .model.old} is deleted.
 * </ol>
 *
 * <p>A directory cannot replace another in one step, so between 2 and 3 the old one is complete
 * under its other name only: {@link #recover}, which every open and every save calls, renames it
 * back. What a crash before 2 or after 3 leaves over is deleted by the next write. A write that
 * fails removes its temporary directory and leaves the old one as it was.
 *
 * <p>One writer per target at a time: a second one would take the first one's temporary directory
 * for a left-over. A reader that opens between 2 and 3 restores the old one, and the write fails
 * without loss. Readers that have files of the old directory open keep them on systems that allow
 * it (not on Windows, where the rename fails and the old directory stays).
 */
public final class AtomicDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicDirectory.class);
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /** Writes the files of a directory. */
  @FunctionalInterface
  public interface Contents {
    /**
     * Writes them.
     *
     * @param directory an empty directory
     * @throws IOException if a file cannot be written
     */
    void writeTo(Path directory) throws IOException;
  }

  /** The moments of a write between which a crash leaves different things behind. */
  enum Step {
    TEMPORARY_CREATED,
    CONTENTS_WRITTEN,
    CONTENTS_FORCED,
    OLD_MOVED_ASIDE,
    NEW_IN_PLACE,
    OLD_DELETED
  }

  private final Path target;
  private final Path parent;
  private final String name;
  private final Path aside;

  private AtomicDirectory(Path path) {
    this.target = resolve(path);
    Path fileName = target.getFileName();
    Path directory = target.getParent();
    if (fileName == null || directory == null) {
      throw new CheckpointException(path, "cannot be replaced: it is the root of a file system");
    }
    this.name = fileName.toString();
    this.parent = directory;
    this.aside = parent.resolve("." + name + ".old");
  }

  /**
   * Writes a directory; its parents are created.
   *
   * @param target the directory to write; a symbolic link is followed
   * @param replace whether a directory that exists and is not empty may be replaced
   * @param contents writes the files
   * @throws CheckpointException if the target exists and must not be replaced, or writing fails
   */
  public static void write(Path target, boolean replace, Contents contents) {
    write(target, replace, contents, step -> {});
  }

  /** As above; {@code onStep} lets a test look at what a crash at each moment leaves behind. */
  static void write(Path target, boolean replace, Contents contents, Consumer<Step> onStep) {
    new AtomicDirectory(target).write(replace, contents, onStep);
  }

  /**
   * Renames the old directory back if a crash of {@link #write} left it under its other name.
   *
   * @param target the directory that was to be replaced
   * @throws CheckpointException if it cannot be renamed
   */
  public static void recover(Path target) {
    if (Files.exists(target) || target.toAbsolutePath().normalize().getFileName() == null) {
      return;
    }
    new AtomicDirectory(target).recover();
  }

  /**
   * Renames the old directory back where needed, as {@link #recover}, and deletes what else an
   * interrupted write left beside the target.
   *
   * @throws IOException if it cannot be deleted
   */
  public static void tidy(Path target) throws IOException {
    AtomicDirectory directory = new AtomicDirectory(target);
    directory.recover();
    directory.deleteLeftovers();
  }

  private void recover() {
    if (Files.notExists(target) && Files.isDirectory(aside)) {
      try {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        if (Files.exists(target)) {
          return; // a writer that is alive was between its two renames
        }
        throw new CheckpointException(
            target, "is missing and could not be restored from " + aside, e);
      }
      LOG.warn("{} was restored: writing its replacement had been interrupted", target);
    }
  }

  private void write(boolean replace, Contents contents, Consumer<Step> onStep) {
    recover();
    Path temporary = null;
    checkTarget(replace);
    try {
      Files.createDirectories(parent);
      deleteLeftovers();
      temporary = Files.createDirectory(parent.resolve(temporaryName()));
      onStep.accept(Step.TEMPORARY_CREATED);
      contents.writeTo(temporary);
      onStep.accept(Step.CONTENTS_WRITTEN);
      forceTree(temporary);
      onStep.accept(Step.CONTENTS_FORCED);
      publish(temporary, onStep);
    } catch (IOException | CheckpointException e) {
      discard(temporary, e);
      throw new CheckpointException(target, "could not be written" + consequence(), e);
    } catch (RuntimeException | Error e) {
      discard(temporary, e);
      throw e;
    }
    try {
      delete(aside);
      onStep.accept(Step.OLD_DELETED);
    } catch (IOException e) {
      LOG.warn("{} is written, but its predecessor {} is not deleted: {}", target, aside, e);
    }
  }

  private String consequence() {
    return Files.exists(target) ? "; what was there is unchanged" : "";
  }

  private void checkTarget(boolean replace) {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new CheckpointException(target, "is to be a directory, but a file is there");
    }
    if (!replace && Files.isDirectory(target) && !isEmpty(target)) {
      throw new CheckpointException(
          target, "exists and is not empty; name another directory or ask for it to be replaced");
    }
  }

  private void publish(Path temporary, Consumer<Step> onStep) throws IOException {
    boolean replacing = Files.exists(target);
    if (replacing) {
      Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
      onStep.accept(Step.OLD_MOVED_ASIDE);
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (replacing) {
        try {
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException restoring) {
          e.addSuppressed(restoring); // the next recover() tries again
        }
      }
      throw e;
    }
    force(parent);
    onStep.accept(Step.NEW_IN_PLACE);
  }

  /** What earlier, interrupted writes of the same target left beside it. */
  private void deleteLeftovers() throws IOException {
    Pattern temporaries = Pattern.compile(Pattern.quote("." + name + ".tmp-") + "[0-9a-f]{16}");
    List<Path> leftovers;
    try (Stream<Path> siblings = Files.list(parent)) {
      leftovers =
          siblings
              .filter(path -> temporaries.matcher(path.getFileName().toString()).matches())
              .toList();
    }
    for (Path leftover : leftovers) {
      delete(leftover);
    }
    if (Files.exists(target)) {
      delete(aside);
    }
  }

  private String temporaryName() {
    long random = ThreadLocalRandom.current().nextLong();
    return String.format(Locale.ROOT, ".%s.tmp-%016x", name, random);
  }

  private static void discard(@Nullable Path temporary, Throwable failure) {
    if (temporary != null) {
      try {
        delete(temporary);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static Path resolve(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return Files.isSymbolicLink(absolute)
          ? absolute.resolveSibling(Files.readSymbolicLink(absolute)).normalize()
          : absolute;
    } catch (IOException e) {
      throw new CheckpointException(path, "is a symbolic link that cannot be read", e);
    }
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be listed", e);
    }
  }

  private static void forceTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        force(path);
      }
    } catch (UncheckedIOException e) { // of the walk
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Forces a file's content, or a directory's entries, to the storage device. */
  public static void force(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    if (directory && WINDOWS) {
      return; // Windows cannot open directories and needs no such call
    }
    StandardOpenOption mode = directory ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  /** Deletes a directory and what is in it, without following links; nothing if it is missing. */
  public static void delete(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
