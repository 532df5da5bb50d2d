package io.summarizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Calls of all kinds and of varying length by one summarizer, and what memory they take. */
final class ManyCalls {
  private static final int WARM_UP = 1000;

  private ManyCalls() {}

  /** Prints the resident kilobytes before and after so many calls. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    int calls = Integer.parseInt(arguments[1]);
    try (Summarizer summarizer =
        Summarizer.loader(Path.of(arguments[0])).maxSourceLength(256).threads(1).load()) {
      GenerationOptions beams = summarizer.generation().toBuilder().beams(3).build();
      GenerationOptions samples = summarizer.generation().toBuilder().doSample(true).build();
      for (int i = 0; i < WARM_UP + calls; i++) {
        if (i == WARM_UP) {
          System.out.println(residentKilobytes());
        }
        String text = TinyNews.article(i, 1 + i * 7 % 25);
        switch (i % 4) {
          case 0 -> summarizer.summarize(text);
          case 1 -> summarizer.summarize(text, beams);
          case 2 -> summarizer.summarize(List.of(text, TinyNews.sentence(i), ""), samples);
          default -> summarizer.summarize(text, summarizer.generation(), piece -> {});
        }
      }
      System.out.println(residentKilobytes());
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
