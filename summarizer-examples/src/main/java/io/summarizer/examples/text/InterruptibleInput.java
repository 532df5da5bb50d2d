package io.summarizer.examples.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An input that an interrupt of the reading thread ends, such as a standard input that a person
 * types or another program has yet to write: of themselves those wait, whatever happens.
 */
public final class InterruptibleInput extends InputStream {
  private final InputStream in;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "standard input");
            thread.setDaemon(true); // it may wait for ever
            return thread;
          });

  /** Reads from {@code in}. */
  public InterruptibleInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /**
   * Reads as every input does.
   *
   * @throws InterruptedIOException if the thread is interrupted, which it then still is
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    byte[] bytes = new byte[length]; // the reader may fill it when nobody waits any more
    Future<Integer> reading = reader.submit(() -> in.read(bytes, 0, length));
    try {
      int count = reading.get();
      System.arraycopy(bytes, 0, target, offset, Math.max(0, count));
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /** Ends the thread that reads, if it does not wait; what was read from stays open. */
  @Override
  public void close() {
    reader.shutdownNow();
  }
}
