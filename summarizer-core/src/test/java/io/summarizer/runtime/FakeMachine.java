package io.summarizer.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine with everything that CUDA needs, of which parts can be taken away. */
final class FakeMachine implements Machine {
  static final CudaGpu GPU =
      new CudaGpu(0, "NVIDIA Test 4090", new ComputeCapability(8, 9), 24L << 30);

  String platform = "linux x86_64";
  boolean cuda = true;
  boolean providerFile = true;
  CudaDriver driver = new CudaDriver(Optional.empty(), 13000, List.of(GPU));
  Optional<String> loadError = Optional.empty();
  LibrarySearch libraries = new LibrarySearch(List.of(), Map.of(), List.of());
  final List<String> needed = new ArrayList<>();
  int loads;

  @Override
  public String onnxRuntimeVersion() {
    return "1.29.0";
  }

  @Override
  public String platform() {
    return platform;
  }

  @Override
  public boolean hasCuda() {
    return cuda;
  }

  @Override
  public boolean hasCudaProviderFile() {
    return providerFile;
  }

  @Override
  public CudaDriver driver() {
    return driver;
  }

  @Override
  public Optional<String> loadCudaProvider() {
    loads++;
    return loadError;
  }

  @Override
  public List<String> neededLibraries() {
    return needed;
  }

  @Override
  public LibrarySearch libraries() {
    return libraries;
  }
}
