package io.summarizer.runtime;

import com.google.common.base.Ascii;
import java.util.List;

/**
 * The device that runs a graph has too little memory left: a smaller batch or shorter texts may
 * fit, and the session can go on to be used.
 *
 * <p>ONNX Runtime has no error code for this, so it is known by the messages of its allocators.
 */
public final class OutOfDeviceMemory extends RuntimeFailure {
  private static final long serialVersionUID = 1L;

  private static final List<String> MESSAGES =
      List.of(
          "failed to allocate memory for requested buffer of size", // arena of any device
          "is smaller than requested bytes of", // arena with a limit
          "out of memory", // CUDA failure 2, cuMemAlloc
          "cudaerrormemoryallocation",
          "cublas_status_alloc_failed",
          "cudnn_status_alloc_failed",
          "bad_alloc", // the C++ of any provider
          "bad allocation"); // the same on Windows

  OutOfDeviceMemory(String message, Throwable cause) {
    super(message + ", out of memory", cause);
  }

  static boolean isReportedBy(Throwable cause) {
    String message = Ascii.toLowerCase(String.valueOf(cause.getMessage()));
    return MESSAGES.stream().anyMatch(message::contains);
  }
}
