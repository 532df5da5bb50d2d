package io.summarizer.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that this process runs on. Its driver is asked once. */
final class ThisMachine implements Machine {
  static final ThisMachine INSTANCE = new ThisMachine();

  private static final String PROVIDER_FILE =
      Platform.isWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
  private static final Pattern UNPACKED =
      Pattern.compile("(/\\S+/" + Pattern.quote(PROVIDER_FILE) + ")");

  private ThisMachine() {}

  /** Asked when it is first wanted. */
  private static final class Driver {
    static final CudaDriver ANSWER = CudaDriver.ask();
  }

  /** Tried when it is first wanted. */
  private static final class Loading {
    static final Optional<String> ERROR = load();
  }

  @Override
  public String onnxRuntimeVersion() {
    return RuntimeEnvironment.get().getVersion();
  }

  @Override
  public String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return (system.startsWith("windows") ? "windows" : system)
        + " "
        + (arch.equals("amd64") ? "x86_64" : arch);
  }

  @Override
  public boolean hasCuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  @Override
  public boolean hasCudaProviderFile() {
    String folder = System.getProperty("onnxruntime.native.path");
    String resource =
        "/ai/onnxruntime/native/"
            + (Platform.isWindows() ? "win-x64/" : "linux-x64/")
            + PROVIDER_FILE;
    return OrtEnvironment.class.getResource(resource) != null
        || (folder != null && Files.isRegularFile(Path.of(folder, PROVIDER_FILE)));
  }

  @Override
  public CudaDriver driver() {
    return Driver.ANSWER;
  }

  @Override
  public Optional<String> loadCudaProvider() {
    return Loading.ERROR;
  }

  /** It is loaded with the first option, not before. */
  private static Optional<String> load() {
    RuntimeEnvironment.get();
    try (OrtSession.SessionOptions session = new OrtSession.SessionOptions();
        OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(0)) {
      options.add("arena_extend_strategy", "kSameAsRequested");
      session.addCUDA(options);
      return Optional.empty();
    } catch (OrtException | LinkageError e) {
      return Optional.of(String.valueOf(e.getMessage()).replaceFirst("(?s).* FAIL : ", ""));
    }
  }

  /**
   * Read from the provider's file, which ONNX Runtime has unpacked when loading was tried: its
   * message names it.
   */
  @Override
  public List<String> neededLibraries() {
    Matcher file = UNPACKED.matcher(loadCudaProvider().orElse(""));
    String folder = System.getProperty("onnxruntime.native.path");
    try {
      if (!Platform.isLinux() || !(file.find() || folder != null)) {
        return List.of();
      }
      Path provider = folder == null ? Path.of(file.group(1)) : Path.of(folder, PROVIDER_FILE);
      return ElfFile.needed(provider).stream().filter(CudaLibrary::isOfCuda).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public LibrarySearch libraries() {
    return LibrarySearch.ofThisMachine();
  }
}
