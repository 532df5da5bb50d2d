package io.summarizer.examples;

import io.summarizer.hub.HubListener;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How far the download of a file is, how fast, and how long it will take. */
final class DownloadProgress implements HubListener {
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final double INTERVAL = NANOS / 10;

  private final ProgressLine line;
  private final LongSupplier nanoTime;

  private String file = "";
  private long start;
  private long bytesAtStart;
  private long bytesBefore;
  private long shown;

  DownloadProgress(ProgressLine line) {
    this(line, System::nanoTime);
  }

  DownloadProgress(ProgressLine line, LongSupplier nanoTime) {
    this.line = line;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onBytes(String name, long bytes, long total) {
    long now = nanoTime.getAsLong();
    boolean begins = !name.equals(file) || bytes < bytesBefore;
    if (begins) {
      file = name;
      start = now;
      bytesAtStart = bytes; // those were here before, and say nothing of the speed
    }
    bytesBefore = bytes;
    if (begins || bytes == total || now - shown >= INTERVAL) {
      shown = now;
      line.show(text(bytes, total, (now - start) / NANOS));
    }
  }

  private String text(long bytes, long total, double seconds) {
    String done =
        total < 0
            ? String.format(Locale.ROOT, "%s %.1f MB", file, bytes / MEGABYTE)
            : String.format(
                Locale.ROOT, "%s %.1f/%.1f MB", file, bytes / MEGABYTE, total / MEGABYTE);
    double speed = (bytes - bytesAtStart) / seconds;
    if (!(speed > 0 && Double.isFinite(speed))) {
      return done;
    }
    String pace = String.format(Locale.ROOT, "%s, %.1f MB/s", done, speed / MEGABYTE);
    return total < 0 || bytes == total
        ? pace
        : pace + ", " + ProgressLine.clock(Math.round((total - bytes) / speed)) + " left";
  }
}
