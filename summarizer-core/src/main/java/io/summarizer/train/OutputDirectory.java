package io.summarizer.train;

import io.summarizer.CheckpointException;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.ParameterValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run writes: {@code checkpoint-<step>} while it goes on, the model's files when it is
 * done.
 *
 * <p>A checkpoint appears complete or not at all, and the one before it goes only after that.
 */
public final class OutputDirectory {
  private static final String PREFIX = "checkpoint-";
  private static final String TOKEN_CACHE = "token-cache";
  private static final String WEIGHTS = "model.safetensors";

  private final Path directory;
  private final CheckpointWriter writer;
  private @Nullable Path latest;

  private OutputDirectory(Path directory, CheckpointWriter writer) {
    this.directory = directory;
    this.writer = writer;
  }

  /**
   * Opens the directory of a new run.
   *
   * @param overwrite whether it may hold files already; model files of the same names are replaced
   * @throws CheckpointException if it is a file, or not empty and {@code overwrite} is false
   */
  public static OutputDirectory open(Path directory, boolean overwrite, CheckpointWriter writer) {
    check(directory, overwrite);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be created", e);
    }
    return new OutputDirectory(directory, writer.replacing(true));
  }

  /** Fails as {@link #open} would, without touching anything. */
  public static void check(Path directory, boolean overwrite) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new CheckpointException(directory, "is a file; expected a directory for the output");
    }
    if (!overwrite && !isEmpty(directory)) {
      throw new CheckpointException(
          directory,
          "is not empty; choose another output directory, or set overwriteOutput if its files may"
              + " be replaced");
    }
  }

  private static boolean isEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> files = Files.list(directory)) {
      // What was tokenized before a run ended early is of use to the next, and to nobody else.
      return files.allMatch(file -> file.endsWith(TOKEN_CACHE));
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be read", e);
    }
  }

  /** Where a run keeps the tokens of large data while it goes on. */
  static Path tokenCache(Path directory) {
    return directory.resolve(TOKEN_CACHE);
  }

  /** Writes a checkpoint, then removes the older ones. */
  public Path save(long step, ParameterValues values) {
    Path checkpoint = directory.resolve(PREFIX + step);
    writer.write(checkpoint, values);
    latest = checkpoint;
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().matches(PREFIX + "\\d+") && !entry.equals(checkpoint)) {
          AtomicDirectory.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(directory, "its older checkpoints cannot be removed", e);
    }
    return checkpoint;
  }

  /** The newest checkpoint of this run. */
  public Optional<Path> latest() {
    return Optional.ofNullable(latest);
  }

  /**
   * Puts the files of the newest checkpoint into the directory itself, the weights last, so that it
   * is a model only when it is a whole one.
   */
  public Path publish() {
    Path checkpoint = latest().orElseThrow();
    try (Stream<Path> files = Files.list(checkpoint)) {
      List<Path> ordered =
          files
              .sorted((a, b) -> Boolean.compare(a.endsWith(WEIGHTS), b.endsWith(WEIGHTS)))
              .toList();
      for (Path file : ordered) {
        Path aside = directory.resolve("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(aside);
        link(file, aside);
        AtomicDirectory.force(aside);
        Files.move(
            aside,
            directory.resolve(file.getFileName()),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      AtomicDirectory.force(directory);
      return directory;
    } catch (IOException e) {
      throw new CheckpointException(
          directory, "the model cannot be put there; it is complete in " + checkpoint, e);
    }
  }

  /** A second name for the same bytes; a copy where the file system has no links. */
  private static void link(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      Files.copy(file, link);
    }
  }
}
