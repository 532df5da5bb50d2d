package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;

/** A run that people watch: its plan, its progress, the table of its epochs. */
final class TrainingSession {
  private final Streams streams;
  private final FineTuning.Builder options;

  TrainingSession(Streams streams, FineTuning.Builder options) {
    this.streams = streams;
    this.options = options;
  }

  FineTuningResult run() {
    ProgressLine progress = new ProgressLine(streams);
    progress.show("reading the model and the data");
    try {
      // The progress line leaves the terminal to the others before they write.
      FineTuningResult result =
          options
              .listener(progress)
              .listener(new PlanReport(streams))
              .listener(new EpochTable(streams))
              .run();
      streams.print("\nThe model is in " + result.model() + ".");
      return result;
    } finally {
      progress.clear();
    }
  }
}
