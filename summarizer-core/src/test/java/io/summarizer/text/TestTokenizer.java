package io.summarizer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A small tokenizer made from invented news, so that tests need no downloaded one. */
public final class TestTokenizer {
  private TestTokenizer() {}

  /** Returns the invented news, one text a line. */
  public static List<String> corpus() {
    return resource("corpus.txt").lines().toList();
  }

  public static Vocabulary vocabulary() {
    return VocabularyTrainer.create().minimumCount(1).train(corpus());
  }

  /** Writes the tokenizer into a folder and returns its builder, without a prefix. */
  public static Tokenizer.Builder builder(Path folder) {
    return Tokenizer.builder().file(vocabulary().write(folder)).prefix("");
  }

  static String resource(String name) {
    try (InputStream in = TestTokenizer.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
