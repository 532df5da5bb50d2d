package io.summarizer.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.google.common.base.Suppliers;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** ONNX Runtime's environment, of which a process has one. Its telemetry is off. */
final class RuntimeEnvironment {
  /**
   * ONNX Runtime 1.29 matches a regular expression against the process's command line on the stack
   * of the thread that makes the environment; one of some thousand characters, a class path say,
   * overflows the usual megabyte and takes the process with it.
   */
  private static final long STACK_BYTES = 256L << 20;

  private static final Supplier<OrtEnvironment> ENVIRONMENT =
      Suppliers.memoize(RuntimeEnvironment::create);

  private RuntimeEnvironment() {}

  /**
   * Made when it is first wanted; a failure is told to each who wants it.
   *
   * @throws io.summarizer.DeviceException if ONNX Runtime cannot be loaded
   */
  static OrtEnvironment get() {
    return ENVIRONMENT.get();
  }

  private static OrtEnvironment create() {
    FutureTask<OrtEnvironment> task = new FutureTask<>(RuntimeEnvironment::silent);
    new Thread(null, task, "onnxruntime-environment", STACK_BYTES).start();
    try {
      return Objects.requireNonNull(Uninterruptibles.getUninterruptibly(task));
    } catch (ExecutionException e) {
      throw OrtFailure.of("ONNX Runtime cannot be loaded", e);
    }
  }

  private static OrtEnvironment silent() throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    environment.setTelemetry(false);
    return environment;
  }
}
