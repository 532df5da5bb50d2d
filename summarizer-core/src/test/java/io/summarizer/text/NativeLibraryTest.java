package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the library is loaded, each time in a new JVM since it is loaded once. */
class NativeLibraryTest {
  @TempDir Path folder;

  /** Tokenizes a word with the tokenizer of a folder. */
  static final class Child {
    public static void main(String[] args) {
      String offline = System.getProperty("ai.djl.offline");
      try (Tokenizer tokenizer = Tokenizer.builder().file(Path.of(args[0])).build()) {
        System.out.println("ids " + tokenizer.target("The bridge").ids().length);
      } catch (TokenizerException first) {
        System.out.println(first.getMessage());
        System.out.println("cause " + (first.getCause() != null));
        try {
          Tokenizer.builder().file(Path.of(args[0])).build();
        } catch (TokenizerException second) {
          System.out.println("again " + Objects.equals(second.getMessage(), first.getMessage()));
        }
      }
      System.out.println("offline " + offline + " " + System.getProperty("ai.djl.offline"));
    }
  }

  private String runChild(Map<String, String> environment, String... options) throws Exception {
    TestTokenizer.vocabulary().write(folder);
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    folder.toString()))
            .flatMap(s -> s)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void loading_usesNoNetworkAndLeavesNoSettingBehind() throws Exception {
    String output = runChild(Map.of(), "-Xlog:class+load");

    assertThat(output)
        .contains("ids 3", "offline null null", "ai.djl.huggingface.tokenizers.jni.LibUtils ")
        .doesNotContain("java.net.HttpURLConnection ", "java.net.Socket ", "ai.djl.util.Ec2Utils ");
  }

  @Test
  void aBuildThatTheJarDoesNotHold_isNotDownloaded() throws Exception {
    String output = runChild(Map.of("RUST_FLAVOR", "other"), "-Xlog:class+load");

    assertThat(output)
        .contains("The native tokenizers library cannot be loaded on ", "RUST_FLAVOR unset")
        .contains("cause true", "again true")
        .doesNotContain("java.net.HttpURLConnection ");
  }

  @Test
  void aDamagedLibrary_isReportedEachTime() throws Exception {
    Path library =
        Files.writeString(folder.resolve(System.mapLibraryName("tokenizers")), "not a library");

    assertThat(runChild(Map.of("RUST_LIBRARY_PATH", library.toString())))
        .contains("cannot be loaded on ", library.toString(), "RUST_LIBRARY_PATH")
        .contains("cause true", "again true");
  }
}
