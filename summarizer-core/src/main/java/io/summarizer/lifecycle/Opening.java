package io.summarizer.lifecycle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Things that are opened one after the other and belong together: if one of them cannot be opened,
 * those before it are closed.
 *
 * <pre>{@code
 * try (Opening opening = new Opening()) {
 *   encoder = opening.add(Session.open(first, options), Session::close);
 *   decoder = opening.add(Session.open(second, options), Session::close);
 *   opening.keep();
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class Opening implements AutoCloseable {
  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Adds what has just been opened. */
  @CanIgnoreReturnValue
  public <T> T add(T opened, Consumer<? super T> close) {
    closings.push(() -> close.accept(opened));
    return opened;
  }

  /** Says that all are open: from now on closing is up to who has them. */
  public void keep() {
    closings.clear();
  }

  /** Closes what was added, the last first, unless it is kept. What fails keeps nothing open. */
  @Override
  public void close() {
    @Nullable RuntimeException failure = null;
    while (!closings.isEmpty()) {
      try {
        closings.pop().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
