package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.TokenizationProgress;
import io.summarizer.TokenizationReport;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.TestTokenizer;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCacheTest {
  private static final List<Example> ROWS =
      List.of(
          new Example("a", "The old bridge in Harwick will close.", "A bridge will close."),
          new Example("b", " ", "A bridge will close."),
          new Example("c", "The old bridge in Harwick will close in March.", "A close."));

  @TempDir Path folder;
  private Path cache;
  private Tokenizer tokenizer;
  private final List<TokenizationProgress> tokenized = new ArrayList<>();

  @BeforeEach
  void open() {
    cache = folder.resolve("cache");
    tokenizer = tokenizer(TestTokenizer.builder(folder.resolve("tokenizer")));
  }

  private static Tokenizer tokenizer(Tokenizer.Builder builder) {
    return builder.prefix("The ").maxSourceLength(9).maxTargetLength(6).build();
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private List<TokenizedExample> tokenize(TokenCache cache, List<Example> rows, Tokenizer by) {
    try (TokenizedDataset tokens = cache.tokenize(Dataset.of(rows), by, tokenized::add)) {
      assertThat(tokens.report().rowsRead()).isEqualTo(rows.size());
      return IntStream.range(0, tokens.size()).mapToObj(tokens::get).toList();
    }
  }

  /** Whether a file was found. */
  private boolean found(List<Example> rows, Tokenizer by) {
    tokenized.clear();
    assertThat(tokenize(TokenCache.in(cache), rows, by))
        .isEqualTo(tokenize(TokenCache.inMemory(), rows, by));
    return tokenized.size() == 1; // the one in memory
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }

  @Test
  void the_second_time_the_same_examples_come_from_the_file() throws IOException {
    assertThat(found(ROWS, tokenizer)).isFalse();
    assertThat(files()).hasSize(1);
    assertThat(found(ROWS, tokenizer)).isTrue();
    assertThat(found(new ArrayList<>(ROWS), tokenizer)).isTrue();
    assertThat(files()).hasSize(1);
  }

  @Test
  void the_report_is_kept() {
    TokenizationReport report = new TokenizationReport(3, 1, List.of("b"), 2, 0);
    for (int run = 0; run < 2; run++) {
      try (TokenizedDataset tokens =
          TokenCache.in(cache).tokenize(Dataset.of(ROWS), tokenizer, tokenized::add)) {
        assertThat(tokens).isInstanceOf(MappedTokens.class);
        assertThat(tokens.report()).isEqualTo(report);
      }
    }
    assertThat(tokenized).hasSize(1);
  }

  @Test
  void changed_data_makes_another_file() throws IOException {
    assertThat(found(ROWS, tokenizer)).isFalse();
    Example a = ROWS.get(0);
    List<Example> others =
        List.of(
            new Example("other", a.article(), a.summary()),
            new Example(a.id(), a.article() + "!", a.summary()),
            new Example(a.id(), a.article(), a.summary() + "!"),
            // The same letters, divided otherwise.
            new Example(a.id(), a.article() + "A", a.summary().substring(1)));
    for (Example other : others) {
      assertThat(found(List.of(other, ROWS.get(1), ROWS.get(2)), tokenizer)).isFalse();
    }
    assertThat(found(List.of(ROWS.get(2), ROWS.get(1), a), tokenizer)).isFalse();
    assertThat(found(ROWS.subList(0, 1), tokenizer)).isFalse();
    assertThat(found(ROWS, tokenizer)).isTrue();
    assertThat(files()).hasSize(7);
  }

  @Test
  void texts_that_an_encoder_would_make_equal_are_told_apart() {
    String text = "The old bridge %s in Harwick.";
    assertThat(found(List.of(new Example("a", text.formatted("?"), "A close.")), tokenizer))
        .isFalse();
    assertThat(found(List.of(new Example("a", text.formatted("\ud800"), "A close.")), tokenizer))
        .isFalse();
  }

  @Test
  void a_changed_tokenizer_prefix_or_limit_makes_another_file() throws IOException {
    assertThat(found(ROWS, tokenizer)).isFalse();
    Path words =
        VocabularyTrainer.create()
            .minimumCount(1)
            .train(List.of("The old bridge in Harwick close.", "A bridge."))
            .write(folder.resolve("other"));
    Tokenizer.Builder same = Tokenizer.builder().file(tokenizer.file());
    List<Tokenizer.Builder> others =
        List.of(
            Tokenizer.builder().file(words).prefix("The ").maxSourceLength(9).maxTargetLength(6),
            same.prefix("").maxSourceLength(9).maxTargetLength(6),
            same.prefix("The ").maxSourceLength(8).maxTargetLength(6),
            same.prefix("The ").maxSourceLength(9).maxTargetLength(5));
    for (Tokenizer.Builder other : others) {
      try (Tokenizer changed = other.build()) {
        assertThat(found(ROWS, changed)).isFalse();
        assertThat(found(ROWS, changed)).isTrue();
      }
    }
    try (Tokenizer copy = tokenizer(same)) {
      assertThat(found(ROWS, copy)).isTrue();
    }
    assertThat(files()).hasSize(5);
  }

  @Test
  void a_damaged_file_is_made_again() throws IOException {
    assertThat(found(ROWS, tokenizer)).isFalse();
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += 7) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThat(found(ROWS, tokenizer)).as("byte %d", i).isFalse();
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
    Files.write(file, new byte[0]);
    assertThat(found(ROWS, tokenizer)).isFalse();
    assertThat(files()).containsExactly(file);
  }

  @Test
  void a_whole_file_under_the_name_of_another_is_not_taken_for_it() throws IOException {
    found(ROWS, tokenizer);
    Path first = files().get(0);
    found(ROWS.subList(0, 1), tokenizer);
    Path second = files().stream().filter(file -> !file.equals(first)).findFirst().orElseThrow();
    Files.copy(second, first, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(found(ROWS, tokenizer)).isFalse();
    assertThat(found(ROWS, tokenizer)).isTrue();
  }

  @Test
  void small_data_stays_in_memory_and_large_data_goes_to_a_file() throws IOException {
    long tokens =
        tokenize(TokenCache.inMemory(), ROWS, tokenizer).stream()
            .mapToLong(e -> e.source().length + e.target().length)
            .sum();
    for (long limit : new long[] {tokens, tokens - 1, 0}) {
      TokenCache large = TokenCache.ofLarge(cache, limit);
      assertThat(tokenize(large, ROWS, tokenizer))
          .isEqualTo(tokenize(TokenCache.inMemory(), ROWS, tokenizer));
      assertThat(Files.exists(cache)).isEqualTo(limit < tokens);
      large.clear();
      assertThat(cache).doesNotExist();
    }
  }

  @Test
  void clear_deletes_only_what_the_cache_made() throws IOException {
    found(ROWS, tokenizer);
    Files.writeString(cache.resolve("thesis.txt"), "years of work");
    TokenCache.in(cache).clear();
    assertThat(files()).containsExactly(cache.resolve("thesis.txt"));
  }

  @Test
  void what_a_process_that_died_left_is_deleted_and_what_is_being_written_is_not()
      throws IOException {
    Files.createDirectories(cache);
    Path abandoned = Files.createFile(cache.resolve(".tokens-abandoned"));
    Path written = Files.createFile(cache.resolve(".tokens-written"));
    Path foreign = Files.createFile(cache.resolve("foreign.tmp"));
    for (Path old : List.of(abandoned, foreign)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    }
    found(ROWS, tokenizer);
    assertThat(abandoned).doesNotExist();
    assertThat(written).exists();
    assertThat(foreign).exists();
  }

  @Test
  void progress_tells_the_rows_and_how_many_there_are() {
    List<Example> rows =
        IntStream.range(0, 600).mapToObj(i -> new Example("" + i, "A bridge.", "Close.")).toList();
    TokenCache.in(cache).tokenize(Dataset.of(rows), tokenizer, tokenized::add).close();
    assertThat(tokenized).extracting(TokenizationProgress::rows).containsExactly(256L, 512L, 600L);
    assertThat(tokenized)
        .extracting(TokenizationProgress::total)
        .containsOnly(OptionalLong.of(600));
  }

  @Test
  void several_at_once_make_one_file_and_all_read_it() throws Exception {
    int writers = 4;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      CountDownLatch start = new CountDownLatch(writers);
      List<Future<List<TokenizedExample>>> results = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.countDown();
                  start.await();
                  try (TokenizedDataset tokens =
                      TokenCache.in(cache).tokenize(Dataset.of(ROWS), tokenizer, progress -> {})) {
                    return IntStream.range(0, tokens.size()).mapToObj(tokens::get).toList();
                  }
                }));
      }
      List<TokenizedExample> expected = tokenize(TokenCache.inMemory(), ROWS, tokenizer);
      for (Future<List<TokenizedExample>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void a_place_that_is_a_file_is_told_with_the_way_out() throws IOException {
    Files.writeString(cache, "a file");
    assertThatThrownBy(() -> tokenize(TokenCache.in(cache), ROWS, tokenizer))
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            cache
                + ": the tokens cannot be kept there (java.nio.file.FileAlreadyExistsException: "
                + cache
                + "). Make room there, or name another directory with tokenCache.");
  }

  @Test
  void data_without_a_usable_row_leaves_no_file() throws IOException {
    assertThatThrownBy(() -> tokenize(TokenCache.in(cache), ROWS.subList(1, 2), tokenizer))
        .isInstanceOf(SummarizerException.class)
        .hasMessageContaining("expected at least one row with an article and a summary");
    assertThat(cache).doesNotExist();
  }

  @Test
  void data_that_breaks_off_leaves_no_file() throws IOException {
    Dataset broken =
        new Dataset() {
          @Override
          public Stream<Example> stream() {
            return IntStream.range(0, 400)
                .mapToObj(
                    i -> {
                      if (i == 399) {
                        throw new IllegalStateException("row 399");
                      }
                      return ROWS.get(0);
                    });
          }

          @Override
          public String name() {
            return "broken";
          }
        };
    assertThatThrownBy(() -> TokenCache.in(cache).tokenize(broken, tokenizer, progress -> {}))
        .hasMessage("row 399");
    assertThat(cache).isEmptyDirectory();
  }
}
