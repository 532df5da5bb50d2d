package io.summarizer.runtime;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of runs whose callers can be interrupted: a thread inside ONNX Runtime does not
 * notice, so that another one goes there while the caller waits. They are shared by all sessions,
 * go when there has been nothing to do for a while, and keep no process alive.
 *
 * <p>There is a limit to them, since callers may be virtual threads: each run has a thread's stack
 * and the memory of its values, and more runs than processors make none of them faster.
 */
final class RunThreads {
  private static final long IDLE_SECONDS = 60;

  private static final int MOST = Math.max(16, 2 * Runtime.getRuntime().availableProcessors());

  private static final Semaphore FREE = new Semaphore(MOST, true);

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new ThreadFactoryBuilder().setNameFormat("onnxruntime-run-%d").setDaemon(true).build());

  private RunThreads() {}

  /**
   * Starts a run as soon as there is a thread for it, in the order of the callers.
   *
   * @throws InterruptedException if the caller is interrupted before
   */
  static <T> Future<T> submit(Callable<T> run) throws InterruptedException {
    FREE.acquire();
    try {
      return THREADS.submit(() -> freeing(run));
    } catch (RuntimeException | Error e) { // no thread can be had
      FREE.release();
      throw e;
    }
  }

  private static <T> T freeing(Callable<T> run) throws Exception {
    try {
      return run.call();
    } finally {
      FREE.release();
    }
  }
}
