package io.summarizer;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a run was interrupted; what was done is in a checkpoint. The thread's interrupt
 * status is set.
 */
public final class TrainingInterruptedException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Path checkpoint;
  private final long step;

  /** Creates the exception for a run that was saved after {@code step} steps. */
  public TrainingInterruptedException(long step, Path checkpoint) {
    super(
        Remedy.RETRY,
        "training was interrupted after step "
            + step
            + "; it is saved in "
            + checkpoint
            + ". To go on from there, start the same run with resume.");
    this.step = step;
    this.checkpoint = checkpoint;
  }

  /** Creates the exception for a run that had not begun to make steps. */
  public TrainingInterruptedException(Throwable cause) {
    super(
        Remedy.RETRY, "training was interrupted before it began; start the same run again.", cause);
    this.step = 0;
    this.checkpoint = null;
  }

  /** The checkpoint that was saved, unless the run had not begun. */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** The optimizer steps done; 0 if the run had not begun. */
  public long step() {
    return step;
  }
}
