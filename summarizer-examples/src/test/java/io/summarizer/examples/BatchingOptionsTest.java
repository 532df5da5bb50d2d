package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code fine-tune} about batches and tokens. */
class BatchingOptionsTest {
  @TempDir Path folder;

  private Cli tune(Path model, Path train, String output, Object... options) {
    List<Object> args =
        new ArrayList<>(
            List.of("fine-tune", "--model", model, "--train", train, "--threads=1", "--epochs=1"));
    args.addAll(List.of("--output", folder.resolve(output)));
    args.addAll(List.of(options));
    return Cli.run(args.toArray()).succeeds();
  }

  @Test
  void batches_are_formed_as_asked_and_tokens_are_kept() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    Path train = tiny.jsonLines("train.jsonl", 20);
    assertThat(tune(model, train, "grouped", "--group-by-length", "--batch-size=5").out())
        .contains("4 of 5 examples of similar length, 4 to an epoch;")
        .contains("padding     0.0 % of all tokens");
    // 14 source and 5 target tokens each: 5 to a batch.
    Path cache = folder.resolve("cache");
    for (String output : List.of("first", "second")) {
      Cli run =
          tune(
              model,
              train,
              output,
              "--batch-tokens=100",
              "--gradient-accumulation=2",
              "--token-cache",
              cache);
      assertThat(run.out())
          .contains("2 of 2 x up to 100 tokens, padding included, 2 to an epoch;")
          .contains("padding     0.0 % of all tokens");
      try (Stream<Path> files = Files.list(cache)) {
        assertThat(files).hasSize(1);
      }
    }
  }
}
