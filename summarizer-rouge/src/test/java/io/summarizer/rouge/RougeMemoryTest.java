package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores long texts in a virtual machine with hardly more memory than they take. */
class RougeMemoryTest {
  private static final int PAIRS = 2000;
  private static final int WORDS = 1000;
  private static final long SPARE = 50L << 20;

  @Test
  void longTexts_needLittleBeyondThemselves(@TempDir Path folder) throws Exception {
    File log = folder.resolve("log").toFile();
    // 8 letters and a space to a word, a byte each; two texts to a pair.
    long heap = 2L * PAIRS * WORDS * 9 + SPARE;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                RougeMemoryTest.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
    assertThat(log).content().isEqualToNormalizingNewlines(PAIRS + " pairs\n");
    assertThat(process.exitValue()).isZero();
  }

  public static void main(String[] args) {
    Random random = new Random(1);
    List<RougePair> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(new RougePair(text(random), text(random)));
    }
    RougeAggregate aggregate =
        RougeScorer.builder().stemming(true).build().scoreAll(pairs.stream());
    System.out.println(aggregate.count() + " pairs");
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      for (int letter = 0; letter < 8; letter++) {
        text.append((char) ('a' + random.nextInt(3)));
      }
      text.append(i % 25 == 24 ? '\n' : ' ');
    }
    return text.toString();
  }
}
