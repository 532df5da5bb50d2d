package io.summarizer;

import java.nio.file.Path;

/** The thread of a run was interrupted; what was done is in a checkpoint. */
public final class TrainingInterruptedException extends SummarizerException {
  private static final long serialVersionUID = 1L;

  private final transient Path checkpoint;
  private final long step;

  /** Creates the exception for a run that was saved after {@code step} steps. */
  public TrainingInterruptedException(long step, Path checkpoint) {
    super(
        "training was interrupted after step "
            + step
            + "; it is saved in "
            + checkpoint
            + ". To go on from there, start the same run with resume.");
    this.step = step;
    this.checkpoint = checkpoint;
  }

  /** The checkpoint from which the run can be gone on with. */
  public Path checkpoint() {
    return checkpoint;
  }

  /** The optimizer steps done. */
  public long step() {
    return step;
  }
}
