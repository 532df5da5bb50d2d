package io.summarizer.lifecycle;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The calls of something that is to be closed: closing waits for them, since native memory that
 * goes under a call takes the process with it. Safe for use by any number of threads, virtual ones
 * too; a {@link java.util.concurrent.locks.ReentrantReadWriteLock} ends at 65,535 calls at a time.
 */
public final class InUse {
  private static final int ALL = Integer.MAX_VALUE;

  private final String closedMessage;
  // Not fair: a call within a call overtakes the closing that waits for both.
  private final Semaphore calls = new Semaphore(ALL);
  private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);
  private volatile boolean closing;
  private boolean closed; // by who holds all calls

  /**
   * Open, without calls.
   *
   * @param closedMessage what a call hears that comes too late
   */
  public InUse(String closedMessage) {
    this.closedMessage = closedMessage;
  }

  /**
   * Makes a call; it may make others.
   *
   * @throws IllegalStateException if closing has begun, unless the call is within another
   */
  public <T> T use(Supplier<T> call) {
    int outer = depth.get();
    refuseIfClosing(outer);
    calls.acquireUninterruptibly();
    try {
      refuseIfClosing(outer); // which may have begun before this call was counted
      depth.set(outer + 1);
      return call.get();
    } finally {
      if (outer == 0) {
        depth.remove();
      } else {
        depth.set(outer);
      }
      calls.release();
    }
  }

  private void refuseIfClosing(int outer) {
    if (closing && outer == 0) {
      throw new IllegalStateException(closedMessage);
    }
  }

  /** Whether this thread is within a call, which closing would wait for in vain. */
  public boolean isByThisThread() {
    return depth.get() > 0;
  }

  /** Lets no call begin any more, waits for those under way, and then runs {@code free}, once. */
  public void close(Runnable free) {
    closing = true;
    calls.acquireUninterruptibly(ALL);
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      calls.release(ALL);
    }
  }
}
