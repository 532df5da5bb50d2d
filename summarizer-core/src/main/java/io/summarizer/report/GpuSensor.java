package io.summarizer.report;

import io.summarizer.gpu.GpuDevice;

/** One GPU that can be asked how it does. {@link Gpus} finds those of the machine. */
public interface GpuSensor {
  /** What it is. */
  GpuDevice device();

  /**
   * How it does now. It may take up to some seconds, and is asked by one thread at a time. What
   * cannot be read is empty; a reading that fails is {@link GpuReading#EMPTY} and no exception.
   */
  GpuReading read();
}
