package io.summarizer.runtime;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of runs whose callers can be interrupted: a thread inside ONNX Runtime does not
 * notice, so that another one goes there while the caller waits. They are shared by all sessions,
 * go when there has been nothing to do for a while, and keep no process alive.
 */
final class RunThreads {
  private static final long IDLE_SECONDS = 60;

  private static final ExecutorService THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new ThreadFactoryBuilder().setNameFormat("onnxruntime-run-%d").setDaemon(true).build());

  private RunThreads() {}

  static <T> Future<T> submit(Callable<T> run) {
    return THREADS.submit(run);
  }
}
