package io.summarizer.tokens;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.TestTokenizer;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program that tokenizes made-up articles and says what it got, to be run in a JVM of its own.
 * Arguments: the tokenizer, the directory of the cache or "-" for none, rows, words to a row.
 */
final class TokenizeSyntheticRows {
  private TokenizeSyntheticRows() {}

  @SuppressWarnings("SystemOut") // its result
  public static void main(String[] args) {
    Dataset data = rows(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    TokenCache cache =
        args[1].equals("-") ? TokenCache.inMemory() : TokenCache.in(Path.of(args[1]));
    try (Tokenizer tokenizer = Tokenizer.builder().file(Path.of(args[0])).prefix("").build();
        TokenizedDataset tokens = cache.tokenize(data, tokenizer, progress -> {})) {
      long sum = 0;
      for (int i = 0; i < tokens.size(); i++) {
        sum += tokens.get(i).source().length;
      }
      Runtime.getRuntime().gc();
      long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      System.out.printf(
          Locale.ROOT,
          "%d examples, %d source tokens, heap in use %.1f MB of %d MB%n",
          tokens.size(),
          sum,
          heap / 1e6,
          Runtime.getRuntime().maxMemory() >> 20);
    } catch (SummarizerException e) {
      System.out.println(e.getMessage());
    }
  }

  private static Dataset rows(int rows, int words) {
    List<String> vocabulary =
        TestTokenizer.corpus().stream().flatMap(line -> Stream.of(line.split(" "))).toList();
    return new Dataset() {
      @Override
      public Stream<Example> stream() {
        return IntStream.range(0, rows)
            .mapToObj(i -> new Example("row " + i, text(i, words), text(-i, 20)));
      }

      private String text(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
          text.append(vocabulary.get(random.nextInt(vocabulary.size()))).append(' ');
        }
        return text.toString();
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(rows);
      }

      @Override
      public String name() {
        return "made-up rows";
      }
    };
  }
}
