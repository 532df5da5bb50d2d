package io.summarizer.train;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work with a checkpoint's files. It is done by a thread of its own, since an interrupt of the one
 * that trains would close the files under it: half of a checkpoint would be written, or a whole one
 * be taken for damaged.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Does the work; an interrupt meanwhile is kept for later. */
  static <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, Uninterrupted::start).join();
    } catch (CompletionException e) {
      Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
      throw e;
    }
  }

  /** The same for work without a result. */
  static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  private static void start(Runnable task) {
    new Thread(task, "checkpoint-files").start();
  }
}
