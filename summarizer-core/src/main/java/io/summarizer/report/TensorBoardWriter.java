package io.summarizer.report;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.lifecycle.Opening;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a run's figures and texts as a TensorBoard event file: {@code tensorboard --logdir} on its
 * directory, or one above, shows them.
 *
 * <p>Every event is in the file when the method returns, so that TensorBoard can follow the run and
 * a crash loses nothing. A file is never written to again: a resumed run begins a new one, which
 * hides what the one before had written beyond the checkpoint. It may be shared between threads;
 * the interruption of a thread does not harm the file.
 *
 * <p>Tags are shown in groups by what stands before their first slash, as in {@code train/loss}.
 * TensorBoard itself keeps 1,000 values of a scalar and 10 texts of a tag, chosen over the whole
 * run, unless {@code --samples_per_plugin scalars=100000,text=1000} tells it to keep more.
 */
public final class TensorBoardWriter implements AutoCloseable {
  private static final int MAX_TAG_LENGTH = 500;

  private final EventFile file;
  private final InstantSource clock;
  private boolean closed;

  private TensorBoardWriter(EventFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Begins the file of a new run.
   *
   * @param directory of the run, made if it is not there; curves and texts that an earlier run has
   *     left in it are hidden, but its hyperparameters stay: each run is best given its own
   * @throws SummarizerException if the file cannot be written
   */
  public static TensorBoardWriter create(Path directory) {
    return open(directory, 0, InstantSource.system(), host(), ProcessHandle.current().pid());
  }

  /**
   * Begins the file of a run that goes on from a checkpoint. TensorBoard then hides all that
   * earlier files of the directory hold for later steps; with its fast loader, the last texts of a
   * tag only when the next is written.
   *
   * @param directory of the run
   * @param stepsDone the last step that the checkpoint holds, 0 or more
   * @throws SummarizerException if the file cannot be written
   */
  public static TensorBoardWriter resume(Path directory, long stepsDone) {
    if (stepsDone < 0) {
      throw new IllegalArgumentException(
          "TensorBoardWriter stepsDone: expected 0 or more, got " + stepsDone);
    }
    return open(
        directory, stepsDone + 1, InstantSource.system(), host(), ProcessHandle.current().pid());
  }

  static TensorBoardWriter open(
      Path directory, long firstStep, InstantSource clock, String host, long process) {
    try {
      long seconds = clock.instant().getEpochSecond();
      try (Opening opening = new Opening()) {
        TensorBoardWriter writer =
            opening.add(
                new TensorBoardWriter(EventFile.create(directory, seconds, host, process), clock),
                TensorBoardWriter::close);
        writer.append(TensorBoardEvents.fileStart(clock.instant()));
        writer.append(TensorBoardEvents.runStart(clock.instant(), firstStep));
        opening.keep();
        return writer;
      }
    } catch (IOException e) {
      throw new SummarizerException(
          Remedy.FIX_ENVIRONMENT,
          directory + ": a TensorBoard event file cannot be made there (" + e + ")",
          e);
    }
  }

  /** The machine's name without asking the network for it. */
  private static String host() {
    return Stream.of("HOSTNAME", "COMPUTERNAME")
        .map(System::getenv)
        .filter(name -> name != null && !name.isBlank())
        .findFirst()
        .orElse("localhost");
  }

  /** The file that is written. */
  public Path file() {
    return file.path();
  }

  /**
   * Adds a point to a curve.
   *
   * @param tag the curve's name
   * @param step optimizer steps done, 0 or more
   * @param value kept as a float; need not be finite
   * @throws SummarizerException if it cannot be written
   */
  public void scalar(String tag, long step, double value) {
    append(
        TensorBoardEvents.scalar(
            clock.instant(), checkedStep(step), checkedTag(tag), (float) value));
  }

  /**
   * Adds a text, which is shown as it is, its line breaks included.
   *
   * @param tag the text's name; texts of one tag and several steps can be leafed through
   * @param step optimizer steps done, 0 or more
   * @param text plain text; what would be markup is escaped
   * @throws SummarizerException if it cannot be written
   */
  public void text(String tag, long step, String text) {
    append(
        TensorBoardEvents.texts(
            clock.instant(),
            checkedStep(step),
            checkedTag(tag),
            List.of(),
            List.of(Markdown.lines(text))));
  }

  /**
   * Adds a table of texts, such as samples with a reference and a generated summary in each row.
   *
   * @param tag the table's name
   * @param step optimizer steps done, 0 or more
   * @param rows one or more, of one length; plain text, what would be markup is escaped
   * @throws SummarizerException if it cannot be written
   */
  public void table(String tag, long step, List<List<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    if (columns == 0 || rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException(
          "TensorBoardWriter table "
              + tag
              + ": expected one or more rows of one length, got rows of "
              + rows.stream().map(List::size).toList()
              + " cells");
    }
    append(
        TensorBoardEvents.texts(
            clock.instant(),
            checkedStep(step),
            checkedTag(tag),
            List.of(rows.size(), columns),
            rows.stream().flatMap(List::stream).map(Markdown::lines).toList()));
  }

  /**
   * Tells the HParams tab how this run was made. TensorBoard keeps what it is told first, so that
   * it does no harm to tell it again when the run is resumed.
   *
   * @param values by name: booleans and numbers as such, all else by its text; only what is the
   *     same on each machine belongs here, no paths
   * @param metricTags the tags of {@link #scalar} whose last values stand beside them
   * @throws SummarizerException if it cannot be written
   */
  public void hyperparameters(Map<String, ?> values, List<String> metricTags) {
    metricTags.forEach(TensorBoardWriter::checkedTag);
    append(TensorBoardEvents.experiment(clock.instant(), values, metricTags));
    append(TensorBoardEvents.sessionStart(clock.instant(), values));
  }

  /**
   * Tells the HParams tab that the run has ended, and how; only where it will not be resumed, since
   * TensorBoard keeps what it is told first.
   *
   * @throws SummarizerException if it cannot be written
   */
  public void end(boolean succeeded) {
    append(TensorBoardEvents.sessionEnd(clock.instant(), succeeded));
  }

  private static String checkedTag(String tag) {
    if (tag.isBlank()
        || tag.length() > MAX_TAG_LENGTH
        || tag.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "TensorBoardWriter tag: expected 1 to "
              + MAX_TAG_LENGTH
              + " characters, not all of them blank and no control characters, got "
              + Quoted.text(tag));
    }
    return tag;
  }

  private static long checkedStep(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("TensorBoardWriter step: expected 0 or more, got " + step);
    }
    return step;
  }

  private synchronized void append(ProtoMessage event) {
    if (closed) {
      throw new IllegalStateException(
          file.path().getFileName() + " is closed; write before the TensorBoardWriter is closed");
    }
    try {
      file.append(event.toByteArray());
    } catch (IOException e) {
      throw new SummarizerException(
          Remedy.FIX_ENVIRONMENT, file.path() + ": cannot be written (" + e + ")", e);
    }
  }

  /**
   * Writes the file through to the disk and closes it.
   *
   * @throws SummarizerException if that fails
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      file.close();
    } catch (IOException e) {
      throw new SummarizerException(
          Remedy.FIX_ENVIRONMENT, file.path() + ": cannot be written to the disk (" + e + ")", e);
    }
  }
}
