package io.summarizer.runtime;

/**
 * The generation of an NVIDIA GPU, such as 8.9: what its hardware can do, see <a
 * href="https://developer.nvidia.com/cuda-gpus">NVIDIA's table</a>.
 */
public record ComputeCapability(int major, int minor) {
  /** Whether it is this generation or a later one. */
  public boolean isAtLeast(int major, int minor) {
    return this.major > major || (this.major == major && this.minor >= minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
