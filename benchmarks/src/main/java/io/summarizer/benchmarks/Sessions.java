package io.summarizer.benchmarks;

import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;

/** What training and generation use on a device. */
final class Sessions {
  private Sessions() {}

  /**
   * Sessions on all processors.
   *
   * @param profile where ONNX Runtime writes a trace, or empty
   */
  static SessionOptions on(ChosenDevice device, String profile) {
    return new SessionOptions(
        Runtime.getRuntime().availableProcessors(),
        profile.isEmpty() ? null : Path.of(profile),
        device);
  }

  static long blockElements(ChosenDevice device) {
    return device.gpu().isEmpty() ? ParameterLayout.CPU_BLOCK : ParameterLayout.GPU_BLOCK;
  }
}
