package io.summarizer.runtime;

import java.util.List;
import java.util.Optional;

/** What there is to be found out about a machine before a GPU is used. */
interface Machine {
  /** The version of ONNX Runtime. */
  String onnxRuntimeVersion();

  /** The operating system and processor, as in "linux x86_64". */
  String platform();

  /** Whether the ONNX Runtime that was loaded has been built with CUDA. */
  boolean hasCuda();

  /** Whether the class path holds the CUDA provider, loaded or not. */
  boolean hasCudaProviderFile();

  /** What the driver offers. */
  CudaDriver driver();

  /** Loads the CUDA provider; what ONNX Runtime says if it cannot. */
  Optional<String> loadCudaProvider();

  /** The names of the libraries that the CUDA provider needs; none where they cannot be read. */
  List<String> neededLibraries();

  /** Where to look for libraries. */
  LibrarySearch libraries();
}
