package io.summarizer.network;

import io.summarizer.DeviceException;
import io.summarizer.Precision;
import io.summarizer.error.Remedy;
import io.summarizer.graph.DataType;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.ComputeCapability;
import io.summarizer.runtime.CudaGpu;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The arithmetic of matrix products that a precision comes to on a device. */
public final class PrecisionChoice {
  private static final Logger LOG = LoggerFactory.getLogger(PrecisionChoice.class);

  private static final Arithmetic FLOAT16 = new Arithmetic(DataType.FLOAT16, false);
  private static final Arithmetic BFLOAT16 = new Arithmetic(DataType.BFLOAT16, false);
  private static final Arithmetic EMULATED_BFLOAT16 = new Arithmetic(DataType.BFLOAT16, true);

  private PrecisionChoice() {}

  /**
   * The arithmetic.
   *
   * @throws DeviceException if the GPU cannot compute in the precision
   */
  public static Arithmetic of(Precision precision, ChosenDevice device) {
    return device.gpu().map(gpu -> onGpu(precision, gpu)).orElseGet(() -> onCpu(precision));
  }

  private static Arithmetic onCpu(Precision precision) {
    return switch (precision) {
      case AUTO, FLOAT32 -> Arithmetic.FLOAT32;
      case FLOAT16 -> {
        // ONNX Runtime has no such products for the CPU, and inserts casts around those of float32.
        LOG.warn("The CPU computes float16 products in float32, which is slower than FLOAT32");
        yield FLOAT16;
      }
      case BFLOAT16 -> {
        LOG.warn("The CPU emulates bfloat16 products in float32, which is slower than FLOAT32");
        yield EMULATED_BFLOAT16;
      }
    };
  }

  private static Arithmetic onGpu(Precision precision, CudaGpu gpu) {
    ComputeCapability capability = gpu.capability();
    return switch (precision) {
      case AUTO -> fastest(capability);
      case FLOAT32 -> Arithmetic.FLOAT32;
      case FLOAT16 -> FLOAT16;
      case BFLOAT16 -> {
        if (!capability.isAtLeast(8, 0)) {
          throw new DeviceException(
              Remedy.FIX_INPUT,
              "precision: expected FLOAT16 or FLOAT32 on "
                  + gpu.name()
                  + ", whose compute capability is "
                  + capability
                  + ", got BFLOAT16, which needs 8.0 or more. AUTO would choose "
                  + (fastest(capability).equals(FLOAT16) ? "FLOAT16" : "FLOAT32"));
        }
        yield BFLOAT16;
      }
    };
  }

  /** Products in bfloat16 came with 8.0, those in float16 by tensor cores with 7.0. */
  private static Arithmetic fastest(ComputeCapability capability) {
    if (capability.isAtLeast(8, 0)) {
      return BFLOAT16;
    }
    return capability.isAtLeast(7, 0) ? FLOAT16 : Arithmetic.FLOAT32;
  }
}
