package io.summarizer.runtime;

import com.google.common.base.Ascii;
import io.summarizer.DeviceException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.error.SummarizerException;
import java.util.List;

/**
 * What an error of ONNX Runtime means.
 *
 * <p>It has no error code for a failed allocation, which is known by the messages of its
 * allocators: a smaller batch or shorter texts may fit then, and the session can go on to be used.
 */
final class OrtFailure {
  private static final List<String> OUT_OF_MEMORY =
      List.of(
          "failed to allocate memory for requested buffer of size", // arena of any device
          "is smaller than requested bytes of", // arena with a limit
          "out of memory", // CUDA failure 2, cuMemAlloc
          "cudaerrormemoryallocation",
          "cublas_status_alloc_failed",
          "cudnn_status_alloc_failed",
          "bad_alloc", // the C++ of any provider
          "bad allocation"); // the same on Windows

  private OrtFailure() {}

  /**
   * The error to report.
   *
   * @param what failed, for example "the training graph failed"
   */
  static SummarizerException of(String what, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String lowerCase = Ascii.toLowerCase(message);
    return OUT_OF_MEMORY.stream().anyMatch(lowerCase::contains)
        ? new InsufficientMemoryException(
            what + ", out of memory: " + message + "; use a smaller batch or shorter texts", cause)
        : new DeviceException(
            what + ": " + message + "; the command doctor tells what works on this machine", cause);
  }
}
