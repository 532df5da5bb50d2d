package io.summarizer.text;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import ai.djl.util.Platform;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.error.Remedy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DJL's build of the Hugging Face tokenizers library, loaded once and never from the network.
 *
 * <p>The JNI functions are called directly rather than through {@code HuggingFaceTokenizer}: that
 * class calls home on cloud machines, reads neighbouring files that change its settings, truncates
 * at 512 by default, and copies out six arrays a text of which only the ids are needed (a fifth
 * slower).
 */
final class NativeLibrary {

  /** Left to itself DJL downloads a CUDA build of the library where it finds a GPU. */
  private static final Map<String, String> OFFLINE =
      Map.of("RUST_FLAVOR", "cpu", "ai.djl.offline", "true");

  @SuppressWarnings("StaticAssignmentOfThrowable") // a class is initialized only once
  private static final @Nullable Throwable FAILURE = load();

  private static final String VERSION = Platform.detectPlatform("tokenizers").getVersion();

  private NativeLibrary() {}

  /** Returns the library's functions, or says why it cannot be loaded. */
  @CanIgnoreReturnValue
  static TokenizersLibrary get() {
    if (FAILURE != null) {
      throw new TokenizerException(Remedy.FIX_ENVIRONMENT, failureMessage(FAILURE), FAILURE);
    }
    return TokenizersLibrary.LIB;
  }

  /** Returns the version of the library and of what binds it to Java. */
  static String version() {
    return VERSION;
  }

  // A failed load surfaces as an exception, a linkage error or an assertion, depending on the step.
  private static @Nullable Throwable load() {
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    OFFLINE.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      LibUtils.checkStatus();
      return null;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      return e;
    } finally {
      // DJL may be used for other things in this JVM, which keep their settings.
      before.forEach(NativeLibrary::restore);
    }
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  private static String failureMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "The native tokenizers library cannot be loaded on "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ": "
        + root
        + ". Expected Linux x86_64 or aarch64 with glibc, macOS aarch64 or Windows x86_64; a"
        + " writable cache folder (DJL_CACHE_DIR, by default ~/.djl.ai); and the environment"
        + " variables RUST_LIBRARY_PATH and RUST_FLAVOR unset.";
  }
}
