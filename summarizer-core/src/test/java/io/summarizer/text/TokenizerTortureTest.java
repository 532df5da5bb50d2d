package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random text of every kind; a failure prints the seed of its text. */
class TokenizerTortureTest {
  private static final int TEXTS = 2_000;
  private static final int MAX_LENGTH = 24;

  @TempDir Path folder;

  private static String randomText(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(80);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append((char) random.nextInt(0x20)); // control characters
        case 1 -> text.append((char) random.nextInt(0x10000)); // also lone surrogates
        case 2 -> text.appendCodePoint(0x1F300 + random.nextInt(0x400)); // emoji
        case 3 -> text.append(' ');
        case 4 -> text.append("e\u0301").append('\u200d'); // combining marks and joiners
        case 5 -> text.append(List.of("</s>", "<pad>", "\u2581", "\ufeff").get(random.nextInt(4)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  private static void check(Tokenizer tokenizer, long seed) {
    String text = randomText(seed);
    TokenIds ids = tokenizer.target(text);
    String as = "text of seed " + seed;
    assertThat(tokenizer.target(text)).as(as).isEqualTo(ids);
    assertThat(ids.ids()).as(as).hasSize(Math.min(ids.fullLength(), MAX_LENGTH)).endsWith(1);
    for (int id : ids.ids()) {
      assertThat(id).as(as).isBetween(0, tokenizer.vocabularySize() - 1);
    }
    assertThat(tokenizer.decode(ids.ids())).as(as).doesNotContain("</s>", "<pad>", "<unk>");
  }

  @Test
  void randomText_givesTheSameValidIdsEachTime() {
    try (Tokenizer tokenizer = TestTokenizer.builder(folder).maxTargetLength(MAX_LENGTH).build()) {
      for (long seed = 0; seed < TEXTS; seed++) {
        check(tokenizer, seed);
      }
    }
  }

  @Test
  void truncatedIds_areThePrefixOfTheFullOnes() {
    try (Tokenizer full = TestTokenizer.builder(folder).maxTargetLength(10_000).build();
        Tokenizer cut = TestTokenizer.builder(folder).maxTargetLength(MAX_LENGTH).build()) {
      for (long seed = 0; seed < TEXTS; seed++) {
        int[] all = full.target(randomText(seed)).ids();
        int[] kept = cut.target(randomText(seed)).ids();
        for (int i = 0; i < kept.length - 1; i++) {
          assertThat(kept[i]).as("seed %d, position %d", seed, i).isEqualTo(all[i]);
        }
      }
    }
  }

  @Test
  void severalThreads_getTheIdsOfOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Tokenizer tokenizer = TestTokenizer.builder(folder).maxTargetLength(MAX_LENGTH).build()) {
      List<TokenIds> expected = encodeAll(tokenizer);
      List<Future<List<TokenIds>>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> encodeAll(tokenizer)));
      }
      for (Future<List<TokenIds>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void closeDuringUse_letsRunningCallsEndAndRefusesTheRest() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Tokenizer tokenizer = TestTokenizer.builder(folder).maxTargetLength(MAX_LENGTH).build();
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> encodeUntilClosed(tokenizer)));
      }
      Thread.sleep(20);
      tokenizer.close();
      for (Future<String> result : results) {
        assertThat(result.get()).contains("is closed");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String encodeUntilClosed(Tokenizer tokenizer) {
    long seed = 0;
    while (true) {
      try {
        assertThat(tokenizer.target(randomText(seed++)).ids()).isNotEmpty();
      } catch (IllegalStateException e) {
        return e.toString();
      }
    }
  }

  private static List<TokenIds> encodeAll(Tokenizer tokenizer) {
    List<TokenIds> all = new ArrayList<>();
    for (long seed = 0; seed < TEXTS; seed++) {
      all.add(tokenizer.target(randomText(seed)));
    }
    return all;
  }
}
