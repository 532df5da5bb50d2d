package io.summarizer.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The content of an answer, taken piece by piece; a server that falls silent is an error.
 *
 * <p>The JDK's own stream of a body waits for ever.
 */
final class ResponseBody implements BodySubscriber<ResponseBody>, AutoCloseable {
  /** Buffers, or how the body ended: without buffers, and perhaps with an error. */
  private record Event(List<ByteBuffer> buffers, @Nullable Throwable failure) {
    static final Event END = new Event(List.of(), null);
  }

  private final Duration timeout;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private @Nullable Subscription subscription;
  private boolean closed;

  ResponseBody(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * The next bytes, or an empty list at the end.
   *
   * @throws IOException if the transfer breaks off, or no byte comes within the limit of time
   */
  List<ByteBuffer> next() throws IOException, InterruptedException {
    Event event = events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (event == null) {
      throw new HttpTimeoutException("nothing came for " + timeout.toMillis() + " ms");
    }
    Throwable failure = event.failure();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    if (event.buffers().isEmpty()) {
      events.add(Event.END); // for the next call
    } else {
      request();
    }
    return event.buffers();
  }

  /** The whole content. */
  byte[] readAll(int limit) throws IOException, InterruptedException, TooLargeException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<ByteBuffer> buffers = next(); !buffers.isEmpty(); buffers = next()) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > limit - bytes.size()) {
          throw new TooLargeException();
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
    }
    return bytes.toByteArray();
  }

  /** A body is larger than its reader takes. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private synchronized void request() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  @Override
  public CompletionStage<ResponseBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public synchronized void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (buffers.isEmpty()) {
      request();
    } else {
      events.add(new Event(buffers, null));
    }
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event(List.of(), failure));
  }

  @Override
  public void onComplete() {
    events.add(Event.END);
  }

  /** Gives up what has not been read; the connection is closed with it. */
  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
