package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.TrainingInterruptedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run that people watch: its plan, its progress, the table of its epochs. */
final class TrainingSession {
  private final Streams streams;
  private final FineTuning.Builder options;
  private final String wayToGoOn;

  /**
   * A session.
   *
   * @param wayToGoOn what to do after Ctrl-C, such as "give the same command"
   */
  TrainingSession(Streams streams, FineTuning.Builder options, String wayToGoOn) {
    this.streams = streams;
    this.options = options;
    this.wayToGoOn = wayToGoOn;
  }

  FineTuningResult run() {
    ProgressLine progress = new ProgressLine(streams);
    progress.show("reading the model and the data");
    try (EndSignals signals = new EndSignals(Thread.currentThread())) {
      // The progress line leaves the terminal to the others before they write.
      FineTuningResult result =
          options
              .listener(progress)
              .listener(new PlanReport(streams))
              .listener(new EpochTable(streams))
              .run();
      streams.print("\nThe model is in " + result.model() + ".");
      tell("Its course as a page", result.model().resolve("report.html"));
      tell("Its course as JSON Lines", result.model().resolve("metrics.jsonl"));
      return result;
    } catch (TrainingInterruptedException e) {
      progress.clear();
      streams.err().println("summarizer: " + place(e) + "; to go on, " + wayToGoOn);
      throw e;
    } finally {
      progress.clear();
    }
  }

  private void tell(String what, Path file) {
    if (Files.exists(file)) {
      streams.print(what + " is " + file + ".");
    }
  }

  private static String place(TrainingInterruptedException e) {
    return e.checkpoint()
        .map(checkpoint -> "interrupted after step " + e.step() + ", saved in " + checkpoint)
        .orElse("interrupted before the first step");
  }
}
