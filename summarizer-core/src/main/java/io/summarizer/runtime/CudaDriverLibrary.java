package io.summarizer.runtime;

import com.sun.jna.Library;

/**
 * The functions of the CUDA driver, libcuda, that are used, as C declares them; see <a
 * href="https://docs.nvidia.com/cuda/cuda-driver-api/">its reference</a>. Each returns a code, 0
 * for success. Arrays stand for pointers; a device is a number.
 */
interface CudaDriverLibrary extends Library {
  int cuInit(int flags);

  /** 1000 times the major and 10 times the minor version of the newest CUDA that it can run. */
  int cuDriverGetVersion(int[] version);

  int cuDeviceGetCount(int[] count);

  int cuDeviceGet(int[] device, int ordinal);

  int cuDeviceGetName(byte[] name, int length, int device);

  int cuDeviceGetAttribute(int[] value, int attribute, int device);

  int cuDeviceTotalMem_v2(long[] bytes, int device);
}
