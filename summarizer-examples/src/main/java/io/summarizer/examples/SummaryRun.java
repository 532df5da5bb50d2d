package io.summarizer.examples;

import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.SummaryListener;
import io.summarizer.data.Example;
import io.summarizer.examples.results.LineFile;
import io.summarizer.examples.results.LineSink;
import io.summarizer.examples.results.SummaryFigures;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Generates summaries while people watch: with progress, and with a clean end on Ctrl-C. */
final class SummaryRun {
  private final Streams streams;
  private final LineSink sink;
  private final ProgressLine line;
  private final SummaryFigures figures = new SummaryFigures();

  /**
   * A run.
   *
   * @param sink where the summaries go
   * @param showsProgress whether there is a place for it beside the results
   */
  SummaryRun(Streams streams, LineSink sink, boolean showsProgress) {
    this.streams = streams;
    this.sink = sink;
    this.line = new ProgressLine(showsProgress ? streams : streams.unwatched());
  }

  /** What the summaries were like up to now. */
  SummaryFigures figures() {
    return figures;
  }

  /**
   * Does work with a model, and makes its results whole. If it does not come to its end, what is
   * left of the results is told.
   *
   * @throws InterruptedCommand if the process was told to end
   */
  void run(Supplier<Summarizer> model, Consumer<Summarizer> work) {
    try (EndSignals signals = new EndSignals(Thread.currentThread());
        LineSink results = sink) {
      line.show("reading the model");
      try (Summarizer summarizer = model.get()) {
        line.clear();
        work.accept(summarizer);
      }
      results.finish();
    } catch (RuntimeException e) {
      line.clear();
      boolean interrupted = Thread.interrupted();
      if (interrupted) {
        tell("interrupted after %,d articles", figures.summaries());
      }
      if (sink instanceof LineFile file) {
        file.leftAside().ifPresent(aside -> tell("what there is of the results is in %s", aside));
      }
      throw interrupted ? new InterruptedCommand() : e;
    }
  }

  /** Hands on each summary, as it comes. */
  void each(Stream<Summarized> summaries, RowCount total, Consumer<Summarized> action) {
    try (RowCount rows = total;
        SummaryProgress progress = new SummaryProgress(line, rows)) {
      Iterator<Summarized> rest = summaries.iterator();
      for (long start = System.nanoTime(); rest.hasNext(); start = System.nanoTime()) {
        Summarized next = rest.next();
        figures.add(next.best(), System.nanoTime() - start);
        action.accept(next);
        progress.add(next.best());
        stopIfInterrupted();
      }
    }
  }

  /** Shows the summary of a text while it is generated. */
  void show(Summarizer summarizer, Example text) {
    long start = System.nanoTime();
    Summary summary =
        summarizer.summarize(
            text.article(),
            summarizer.generation(),
            new SummaryListener() {
              @Override
              public void onText(String piece) {
                streams.out().print(oneLine(piece));
                streams.out().flush();
              }

              @Override
              public boolean stops() {
                return Thread.currentThread().isInterrupted();
              }
            });
    streams.print("");
    figures.add(summary, System.nanoTime() - start);
    stopIfInterrupted();
  }

  /** A text without line ends, so that each line is a summary. */
  static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /** The library looks at interrupts only while it generates. */
  static void stopIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedCommand();
    }
  }

  /** A message for people. */
  void tell(String format, Object... values) {
    streams.err().println("summarizer: " + String.format(Locale.ROOT, format, values));
  }
}
