package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.text.TestTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The cache in JVMs of their own: with little heap, and on a disk that is full. */
class TokenCacheProcessTest {
  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void makeTokenizer() {
    TestTokenizer.builder(folder).build().close(); // which also unpacks the native library
    cache = folder.resolve("cache");
  }

  private List<String> java(String heap, int rows, int words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-cp", System.getProperty("java.class.path")));
    command.add(TokenizeSyntheticRows.class.getName());
    command.addAll(List.of(folder.toString(), cache.toString(), "" + rows, "" + words));
    return command;
  }

  private static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void more_tokens_than_the_heap_could_hold_are_made_found_and_read() {
    int rows = 8_000;
    // 512 tokens of 4 bytes to a row: 16.4 MB, and the program needs 4.
    for (int time = 0; time < 2; time++) {
      assertThat(run(java("18m", rows, 550)))
          .startsWith(rows + " examples, " + rows * 512L + " source tokens, heap in use ");
    }
  }

  @Test
  void two_processes_that_want_the_same_tokens_both_have_them_and_leave_one_file()
      throws Exception {
    List<CompletableFuture<String>> outputs =
        IntStream.range(0, 2)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> run(java("64m", 3_000, 550))))
            .toList();
    for (CompletableFuture<String> output : outputs) {
      assertThat(output.get()).startsWith("3000 examples, " + 3_000 * 512L + " source tokens");
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).singleElement().asString().endsWith(".tokens");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no limit of that kind
  void a_full_disk_is_told_with_the_way_out_and_nothing_is_left_on_it() {
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 512; exec \"$@\"", "sh"));
    limited.addAll(java("64m", 3_000, 550));
    assertThat(run(limited))
        .isEqualTo(
            cache
                + ": the tokens cannot be kept there (java.io.IOException: File too large)."
                + " Make room there, or name another directory with tokenCache.");
    assertThat(cache).isEmptyDirectory();
  }
}
