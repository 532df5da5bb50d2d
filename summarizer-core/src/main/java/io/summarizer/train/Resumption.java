package io.summarizer.train;

import io.summarizer.CheckpointException;
import io.summarizer.options.Option;
import io.summarizer.options.RunOptions;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether and how a run goes on with a checkpoint. */
final class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  private Resumption() {}

  /**
   * The state from which the run goes on.
   *
   * @param saved that of the checkpoint
   * @param fresh that with which the run would begin
   * @throws CheckpointException if the steps of the two see other examples
   */
  static TrainingState of(TrainingState saved, TrainingState fresh, Path checkpoint) {
    for (Option<?> option : RunOptions.ALL) {
      String before = saved.settings.get(option.name());
      String now = fresh.settings.get(option.name());
      if (Objects.equals(before, now)) {
        continue;
      }
      if (option.places()) {
        throw new CheckpointException(
            checkpoint,
            option.name()
                + ": expected "
                + text(before)
                + ", with which the run began, got "
                + text(now)
                + "; go on with the old value, or start a new run whose model is this checkpoint");
      }
      LOG.debug("{}: {} from now on, {} before", option.name(), now, before);
    }
    if (!saved.dataFingerprint.equals(fresh.dataFingerprint)) {
      throw new CheckpointException(
          checkpoint,
          "the training data is not what the run began with (its examples or their lengths differ);"
              + " go on with the old data, or start a new run whose model is this checkpoint");
    }
    saved.settings = fresh.settings;
    return saved;
  }

  private static String text(@Nullable String value) {
    return value == null ? "no value" : "\"" + value + "\"";
  }
}
