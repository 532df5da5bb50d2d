package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CudaLibraryTest {
  private static final LibrarySearch NOTHING = new LibrarySearch(List.of(), Map.of(), List.of());

  /** To be looked up again for another version: readelf -d libonnxruntime_providers_cuda.so. */
  @Test
  void needsThatAreWrittenDown_areThoseOfTheVersionInUse() {
    assertThat(ThisMachine.INSTANCE.onnxRuntimeVersion()).isEqualTo(CudaLibrary.KNOWN_VERSION);
  }

  @Test
  void namesOfTheProvidersFile_areLookedForBeforeTheOnesWrittenDown() {
    assertThat(CudaLibrary.find(List.of("libcudart.so.13"), false, NOTHING))
        .containsExactly(new CudaLibrary("libcudart.so.13", Optional.empty(), false));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void librariesOfTheSystemAndTheDriver_areNotCudas() {
    assertThat(List.of("libcudart.so.12", "libcurand.so.10")).allMatch(CudaLibrary::isOfCuda);
    assertThat(List.of("libcuda.so.1", "libc.so.6", "libstdc++.so.6"))
        .noneMatch(CudaLibrary::isOfCuda);
  }
}
