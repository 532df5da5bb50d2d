package io.summarizer.runtime;

import io.summarizer.Device;
import io.summarizer.DeviceException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device that can be used: what became of the one that was asked for.
 *
 * @param device the CPU or a GPU, not {@link Device#auto()}
 * @param gpu what it is, unless it is the CPU
 */
public record ChosenDevice(Device device, Optional<CudaGpu> gpu) {
  /** The processor. */
  public static final ChosenDevice CPU = new ChosenDevice(Device.cpu(), Optional.empty());

  private static final Logger LOG = LoggerFactory.getLogger(ChosenDevice.class);

  /** Checks that a choice was made. */
  public ChosenDevice {
    if ((device.kind() == Device.Kind.CUDA) != gpu.isPresent()
        || device.kind() == Device.Kind.AUTO) {
      throw new IllegalArgumentException(
          "ChosenDevice: expected the CPU, or CUDA and a GPU, got " + device + " and " + gpu);
    }
  }

  /**
   * Looks whether a device can be used; chooses if it is {@link Device#auto()}, and logs why.
   *
   * @throws DeviceException if it cannot be used; it says what is missing and what to do
   */
  public static ChosenDevice of(Device asked) {
    return of(asked, ThisMachine.INSTANCE);
  }

  static ChosenDevice of(Device asked, Machine machine) {
    if (asked.kind() == Device.Kind.CPU) {
      return CPU;
    }
    CudaSupport support =
        asked.kind() == Device.Kind.AUTO
            ? CudaSupport.forChoice(machine, asked.cudnn())
            : CudaSupport.examine(machine, asked.cudnn());
    Optional<String> obstacle = support.obstacle(asked.index());
    if (obstacle.isEmpty()) {
      CudaGpu gpu = support.driver().gpu(asked.index()).orElseThrow();
      LOG.info("Using cuda:{}, {}", gpu.index(), CudaAdvice.describe(gpu));
      return new ChosenDevice(cuda(asked), Optional.of(gpu));
    }
    if (asked.kind() == Device.Kind.CUDA) {
      throw new DeviceException(
          asked + " cannot be used: " + obstacle.get() + ".\n" + new CudaAdvice(support).report());
    }
    if (support.driver().gpus().isEmpty()) {
      LOG.info("Using the CPU: {}", obstacle.get());
    } else {
      LOG.warn(
          "Using the CPU although there is a GPU, {}: {}. The command doctor tells what to do",
          CudaAdvice.describe(support.driver().gpus().get(0)),
          obstacle.get());
    }
    return CPU;
  }

  private static Device cuda(Device asked) {
    return new Device(
        Device.Kind.CUDA, asked.index(), asked.memoryLimit(), asked.tf32(), asked.cudnn());
  }

  /** The options of ONNX Runtime's CUDA provider, see its documentation, but for the index. */
  Map<String, String> cudaOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    device.memoryLimit().ifPresent(limit -> options.put("gpu_mem_limit", Long.toString(limit)));
    // Doubling, the default, takes up to half of the memory for nothing.
    options.put("arena_extend_strategy", "kSameAsRequested");
    options.put("use_tf32", device.tf32() ? "1" : "0");
    // Otherwise it would be used where it is found, of whatever version.
    options.put("enable_cudnn", device.cudnn() ? "1" : "0");
    return options;
  }
}
