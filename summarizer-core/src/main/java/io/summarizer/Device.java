package io.summarizer;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model is trained or run. Nothing is looked for before it is used.
 *
 * <p>A device that was asked for is used, or the use of it fails with a {@link DeviceException}
 * that says what is missing; only {@link #auto()} chooses.
 *
 * @param kind what it is
 * @param index which GPU, from 0, in the order in which CUDA counts those that it sees ({@code
 *     CUDA_VISIBLE_DEVICES} and {@code CUDA_DEVICE_ORDER} change it); 0 for the others
 * @param memoryLimit bytes of the GPU's memory that one session may take for its tensors, or empty
 *     for all of it. CUDA's own needs of some hundred MB come on top
 * @param tf32 whether float32 matrix products may round their operands to 10 bits of fraction
 *     (TF32, compute capability 8.0 or more): several times as fast, about as exact as float16
 * @param cudnn whether NVIDIA's library cuDNN is used, which then must be installed. No graph of
 *     this library needs it
 */
public record Device(Kind kind, int index, OptionalLong memoryLimit, boolean tf32, boolean cudnn) {
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,4}))?");

  /** What a device is. */
  public enum Kind {
    /** An NVIDIA GPU if one can be used, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA
  }

  /** Checks the values. */
  public Device {
    if (index < 0) {
      throw new IllegalArgumentException("index: expected 0 or more, got " + index);
    }
    if (kind != Kind.CUDA && index != 0) {
      throw new IllegalArgumentException("index: expected 0 for " + kind + ", got " + index);
    }
    if (memoryLimit.isPresent() && memoryLimit.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "memoryLimit: expected 1 byte or more, got " + memoryLimit.getAsLong());
    }
    if (kind == Kind.CPU && (memoryLimit.isPresent() || tf32 || cudnn)) {
      throw new IllegalArgumentException(
          "memoryLimit, tf32 and cudnn: expected a GPU that they are for, got the CPU");
    }
  }

  /** The first NVIDIA GPU if everything that it needs is there, else the processor. */
  public static Device auto() {
    return new Device(Kind.AUTO, 0, OptionalLong.empty(), false, false);
  }

  /** The processor. */
  public static Device cpu() {
    return new Device(Kind.CPU, 0, OptionalLong.empty(), false, false);
  }

  /** An NVIDIA GPU, counted from 0 as CUDA does. */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, index, OptionalLong.empty(), false, false);
  }

  /**
   * The device that {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N} names, in small or
   * capital letters; {@code cuda} is {@code cuda:0}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Device parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    Matcher cuda = CUDA.matcher(name);
    if (cuda.matches()) {
      return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    return switch (name) {
      case "auto" -> auto();
      case "cpu" -> cpu();
      default ->
          throw new IllegalArgumentException(
              "device: expected auto, cpu, cuda or cuda:N as in cuda:1, got '" + text + "'");
    };
  }

  /** The same with a limit to the GPU memory of one session's tensors, in bytes, 1 or more. */
  public Device withMemoryLimit(long bytes) {
    return new Device(kind, index, OptionalLong.of(bytes), tf32, cudnn);
  }

  /** The same with or without TF32. Default: without, so that float32 means float32. */
  public Device withTf32(boolean tf32) {
    return new Device(kind, index, memoryLimit, tf32, cudnn);
  }

  /** The same with or without cuDNN. Default: without. */
  public Device withCudnn(boolean cudnn) {
    return new Device(kind, index, memoryLimit, tf32, cudnn);
  }

  /** What {@link #parse} takes, without the options. */
  @Override
  public String toString() {
    return kind == Kind.CUDA ? "cuda:" + index : kind.name().toLowerCase(Locale.ROOT);
  }
}
