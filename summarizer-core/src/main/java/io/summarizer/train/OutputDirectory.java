package io.summarizer.train;

import io.summarizer.CheckpointException;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run writes: {@code checkpoint-<step>} while it goes on, the model's files when it is
 * done. One run has it at a time, of all processes.
 */
public final class OutputDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(0|[1-9]\\d{0,17})");

  /** What a killed process leaves of a checkpoint that it was writing. */
  private static final Pattern UNFINISHED =
      Pattern.compile("\\.(" + CHECKPOINT.pattern() + ")\\.(old|tmp-[0-9a-f]+)");

  private static final String DAMAGED = ".damaged";
  private static final String DELETED = ".deleted-";
  private static final String PUBLISHED = ".published-";
  private static final String TOKEN_CACHE = "token-cache";
  private static final String WEIGHTS = "model.safetensors";

  private final Path directory;
  private final DirectoryLock lock;

  private OutputDirectory(Path directory, DirectoryLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** What may be in the directory already. */
  public enum Content {
    /** Nothing. */
    NONE,
    /** A run that this one goes on with, or nothing. */
    RUN,
    /** Anything: checkpoints are deleted, files of the same names replaced at the end. */
    ANYTHING
  }

  /**
   * Opens the directory of a run.
   *
   * @throws CheckpointException if it is a file, holds what it may not, or another run has it
   */
  public static OutputDirectory open(Path directory, Content allowed) {
    check(directory, allowed);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be created", e);
    }
    OutputDirectory output = new OutputDirectory(directory, DirectoryLock.acquire(directory));
    try {
      check(directory, allowed); // another run may have ended since
      output.deleteLeftovers();
      if (allowed == Content.ANYTHING) {
        output.deleteCheckpoints();
      }
      return output;
    } catch (RuntimeException e) {
      output.close();
      throw e;
    }
  }

  /** Fails as {@link #open} would, without touching anything. */
  public static void check(Path directory, Content allowed) {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new CheckpointException(directory, "is a file; expected a directory for the output");
    }
    if (allowed == Content.NONE && !isEmpty(directory)) {
      throw new CheckpointException(
          directory,
          "is not empty; choose another output directory, set resume to go on with the run in it,"
              + " or overwriteOutput if its files may be replaced");
    }
  }

  /**
   * Fails if a run would replace or delete the model that it starts from.
   *
   * @throws CheckpointException if the model is the directory, or one of its checkpoints
   */
  static void checkModelStays(Path directory, Path model) {
    try {
      if (!Files.exists(directory) || !Files.exists(model)) {
        return;
      }
      Path output = directory.toRealPath();
      Path start = model.toRealPath();
      boolean checkpoint =
          output.equals(start.getParent()) && CHECKPOINT.matcher(name(start)).matches();
      if (checkpoint || output.equals(start)) {
        throw new CheckpointException(
            directory,
            "holds the model to start from, "
                + model
                + ", which the run would replace or delete; choose another output directory");
      }
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be read", e);
    }
  }

  private static boolean isEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    try (Stream<Path> files = Files.list(directory)) {
      // What was tokenized before a run ended early is of use to the next, and to nobody else.
      return files.allMatch(
          file -> file.endsWith(TOKEN_CACHE) || file.endsWith(DirectoryLock.FILE));
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be read", e);
    }
  }

  /** Where a run keeps the tokens of large data while it goes on. */
  static Path tokenCache(Path directory) {
    return directory.resolve(TOKEN_CACHE);
  }

  /** Where the checkpoint of a step is, or would be. */
  Path checkpoint(long step) {
    return directory.resolve("checkpoint-" + step);
  }

  /** The steps of the checkpoints that are there, the newest first. */
  List<Long> checkpoints() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> CHECKPOINT.matcher(name(entry)))
          .filter(Matcher::matches)
          .map(name -> Long.valueOf(name.group(1)))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be read", e);
    }
  }

  /**
   * The state of the newest checkpoint that is whole. Newer ones that are damaged get another name,
   * so that nothing takes them for checkpoints.
   */
  Optional<TrainingState> newestState() {
    for (long step : checkpoints()) {
      try {
        return Optional.of(TrainingCheckpoint.state(checkpoint(step), step));
      } catch (CheckpointException e) {
        LOG.warn("{} is passed over: {}", checkpoint(step), e.getMessage());
        setAside(step);
      }
    }
    return Optional.empty();
  }

  /** Whether there is a checkpoint of a step, and no damage to it. */
  boolean isWhole(long step) {
    try {
      TrainingCheckpoint.state(checkpoint(step), step);
      return true;
    } catch (CheckpointException e) {
      LOG.warn("{} cannot be used: {}", checkpoint(step), e.getMessage());
      return false;
    }
  }

  private void setAside(long step) {
    Path aside = directory.resolve(checkpoint(step).getFileName() + DAMAGED);
    try {
      AtomicDirectory.delete(aside);
      Files.move(checkpoint(step), aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CheckpointException(checkpoint(step), "is damaged and cannot be renamed", e);
    }
  }

  /**
   * Deletes the oldest checkpoints beyond a limit, but never the newest or the best.
   *
   * @param best the step of the best
   */
  void rotate(int limit, OptionalLong best) {
    List<Long> kept = new ArrayList<>(checkpoints());
    for (int i = kept.size() - 1; i > 0 && kept.size() > limit; i--) {
      long step = kept.get(i);
      if (best.isEmpty() || best.getAsLong() != step) {
        delete(step);
        kept.remove(i);
      }
    }
  }

  /** Under another name first: a half-deleted checkpoint must not look like one. */
  private void delete(long step) {
    Path aside = directory.resolve(DELETED + step);
    try {
      AtomicDirectory.delete(aside);
      Files.move(checkpoint(step), aside, StandardCopyOption.ATOMIC_MOVE);
      AtomicDirectory.delete(aside);
    } catch (IOException e) {
      throw new CheckpointException(checkpoint(step), "cannot be deleted", e);
    }
  }

  /** Deletes all checkpoints. */
  void deleteCheckpoints() {
    checkpoints().forEach(this::delete);
  }

  private void deleteLeftovers() {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        String name = name(entry);
        Matcher unfinished = UNFINISHED.matcher(name);
        if (unfinished.matches()) {
          AtomicDirectory.tidy(directory.resolve(unfinished.group(1)));
        } else if (name.startsWith(DELETED) || name.startsWith(PUBLISHED)) {
          AtomicDirectory.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new CheckpointException(
          directory, "what a run left when it was killed cannot be deleted", e);
    }
  }

  /** Writes the model's README.md, before {@link #publish}, so that no model is without it. */
  void describe(String card) {
    Path readme = directory.resolve("README.md");
    try {
      WholeFile.write(readme, card);
    } catch (IOException e) {
      throw new CheckpointException(readme, "cannot be written", e);
    }
  }

  /**
   * Puts the model of a checkpoint into the directory itself. The weights of an older model go
   * first and those of this one come last, so that it is a model only when it is a whole one.
   */
  Path publish(Path checkpoint) {
    return Uninterrupted.call(
        () -> {
          try (Stream<Path> files = Files.list(checkpoint)) {
            Files.deleteIfExists(directory.resolve(WEIGHTS));
            List<Path> ordered =
                files
                    .filter(file -> !TrainingCheckpoint.OWN_FILES.contains(name(file)))
                    .sorted(Comparator.comparing(file -> file.endsWith(WEIGHTS)))
                    .toList();
            for (Path file : ordered) {
              publishFile(file);
            }
            AtomicDirectory.force(directory);
            return directory;
          } catch (IOException e) {
            throw new CheckpointException(
                directory, "the model cannot be put there; it is complete in " + checkpoint, e);
          }
        });
  }

  private void publishFile(Path file) throws IOException {
    Path aside = directory.resolve(PUBLISHED + name(file));
    Files.deleteIfExists(aside);
    link(file, aside);
    AtomicDirectory.force(aside);
    Path target = directory.resolve(name(file));
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(aside); // of two names of one file the move leaves both
  }

  /** A second name for the same bytes; a copy where the file system has no links. */
  private static void link(Path file, Path link) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      Files.copy(file, link);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public void close() {
    lock.close();
  }
}
