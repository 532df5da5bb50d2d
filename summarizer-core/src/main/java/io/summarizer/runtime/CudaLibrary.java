package io.summarizer.runtime;

import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shared library that ONNX Runtime's CUDA provider needs.
 *
 * @param name as in {@code libcublas.so.12}
 * @param file where it is, if it was found
 * @param loadable whether the system's loader finds it there
 */
public record CudaLibrary(String name, Optional<Path> file, boolean loadable) {
  /** The version of ONNX Runtime whose needs are written down here. */
  static final String KNOWN_VERSION = "1.29.0";

  /** What libonnxruntime_providers_cuda.so of that version names, but for the driver's own. */
  static final List<String> LINUX =
      List.of("libcudart.so.12", "libcublas.so.12", "libcublasLt.so.12", "libcurand.so.10");

  /** What onnxruntime_providers_cuda.dll of that version imports. */
  static final List<String> WINDOWS =
      List.of("cudart64_12.dll", "cublas64_12.dll", "cublasLt64_12.dll");

  private static final String LINUX_CUDNN = "libcudnn.so.9";
  private static final String WINDOWS_CUDNN = "cudnn64_9.dll";

  /**
   * Looks for the libraries.
   *
   * @param names that the provider's own file gives, or none where it could not be read
   */
  static List<CudaLibrary> find(List<String> names, boolean cudnn, LibrarySearch search) {
    List<String> needed = new ArrayList<>(names);
    if (needed.isEmpty()) {
      needed.addAll(Platform.isWindows() ? WINDOWS : LINUX);
    }
    if (cudnn) {
      needed.add(Platform.isWindows() ? WINDOWS_CUDNN : LINUX_CUDNN);
    }
    return needed.stream().map(name -> of(name, search.find(name))).toList();
  }

  private static CudaLibrary of(String name, Optional<LibrarySearch.Found> found) {
    return new CudaLibrary(
        name,
        found.map(LibrarySearch.Found::file),
        found.map(LibrarySearch.Found::loadable).orElse(false));
  }

  /** Whether a library that the provider needs is one of CUDA's, and not of the system. */
  static boolean isOfCuda(String name) {
    return name.startsWith("libcu") && !name.equals(CudaDriver.libraryName());
  }

  /** In words: where it is. */
  public String whereabouts() {
    return file.map(path -> path + (loadable ? "" : ", where the loader does not look"))
        .orElse("not found");
  }
}
