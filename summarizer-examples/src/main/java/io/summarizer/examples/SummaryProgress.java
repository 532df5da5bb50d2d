package io.summarizer.examples;

import com.google.common.base.Ticker;
import io.summarizer.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How many articles of a corpus are summarized, how fast, and how long it will take. It is shown
 * every second, since summaries come many at a time.
 */
final class SummaryProgress implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final ProgressLine line;
  private final RowCount total;
  private final Ticker ticker;
  private final long start;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  private long articles;
  private long tokens;
  private long last;
  private boolean ended;

  /** Begins to measure. */
  SummaryProgress(ProgressLine line, RowCount total) {
    this(line, total, Ticker.systemTicker());
    var unused = clock.scheduleAtFixedRate(this::show, 0, 1, TimeUnit.SECONDS);
  }

  /** As above, shown only when it is asked for. */
  SummaryProgress(ProgressLine line, RowCount total, Ticker ticker) {
    this.line = line;
    this.total = total;
    this.ticker = ticker;
    this.start = ticker.read();
    this.last = start;
  }

  /** Counts a summary. */
  synchronized void add(Summary summary) {
    last = ticker.read();
    articles++;
    tokens += summary.tokenIds().size();
  }

  /** Shows what is known now. */
  synchronized void show() {
    if (ended) {
      return;
    }
    OptionalLong all = total.get();
    List<String> parts = new ArrayList<>();
    if (all.isPresent() && all.getAsLong() > 0) {
      long rows = all.getAsLong();
      parts.add(text("article %,d/%,d", articles, rows));
      parts.add(articles == 0 ? timeGone() : timeLeft(rows - articles));
      addSpeed(parts);
      line.show(Math.min(1, (double) articles / rows), parts);
    } else {
      parts.add(text("%,d articles", articles));
      parts.add(timeGone());
      addSpeed(parts);
      line.show(parts);
    }
  }

  private String timeGone() {
    return ProgressLine.clock(Math.round((ticker.read() - start) / NANOS));
  }

  private String timeLeft(long rows) {
    double seconds = rows * secondsToLast() / articles - (ticker.read() - last) / NANOS;
    return ProgressLine.clock(Math.max(0, Math.round(seconds))) + " left";
  }

  /** The speed is that of the last summary: the next ones are under way. */
  private double secondsToLast() {
    return (last - start) / NANOS;
  }

  private void addSpeed(List<String> parts) {
    if (articles > 0 && last > start) {
      parts.add(text("%,.1f articles/s", articles / secondsToLast()));
      parts.add(text("%,.0f tokens/s", tokens / secondsToLast()));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Leaves the line to others, for good. */
  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      ended = true;
      line.clear();
    }
  }
}
