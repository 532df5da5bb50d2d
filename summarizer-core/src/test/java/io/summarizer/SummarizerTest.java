package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls of one thread with texts that are not too long. */
class SummarizerTest {
  /** Batches of other shapes add up in another order. */
  static final RecursiveComparisonConfiguration BUT_ROUNDING =
      RecursiveComparisonConfiguration.builder()
          .withEqualsForType(
              (Double one, Double other) -> Math.abs(one - other) < 1e-4, Double.class)
          .build();

  private static final Path MODEL = TinyNews.trained();
  private static Summarizer summarizer;

  @BeforeAll
  static void load() {
    summarizer = Summarizer.load(MODEL);
  }

  @AfterAll
  static void close() {
    summarizer.close();
  }

  private static GenerationOptions options(UnaryOperator<GenerationOptions.Builder> change) {
    return change.apply(summarizer.generation().toBuilder()).build();
  }

  @Test
  void a_summary_tells_its_tokens_score_and_lengths() {
    Summary summary = summarizer.summarize(TinyNews.article(5, 2));
    assertThat(summary.text()).isEqualTo("A green cat.");
    assertThat(summary).hasToString("A green cat.");
    assertThat(summary.tokenIds()).hasSizeBetween(4, 11).endsWith(1);
    assertThat(summary.score()).isBetween(-0.5, 0.0);
    assertThat(summary.inputTokens()).isBetween(20, 40).isEqualTo(summary.usedTokens());
    assertThat(summary.parts()).isEqualTo(1);
    assertThat(summary.ending()).isEqualTo(Ending.END_TOKEN);
    assertThat(summary.ended()).isTrue();
    assertThat(summary.truncated()).isFalse();
  }

  @Test
  void a_long_article_is_truncated_and_says_so() {
    Summary summary = summarizer.summarize(TinyNews.article(5, 9));
    assertThat(summary.usedTokens()).isEqualTo(TinyNews.MAX_SOURCE_LENGTH);
    assertThat(summary.inputTokens()).isGreaterThan(TinyNews.MAX_SOURCE_LENGTH);
    assertThat(summary.truncated()).isTrue();
    assertThat(summary.parts()).isEqualTo(1);
  }

  @Test
  void the_limit_cuts_a_summary_off() {
    Summary summary = summarizer.summarize(TinyNews.sentence(0), options(o -> o.maxNewTokens(2)));
    assertThat(summary.tokenIds()).hasSize(2);
    assertThat(summary.ending()).isEqualTo(Ending.LIMIT);
    assertThat(summary.ended()).isFalse();
  }

  @Test
  void texts_get_the_summaries_that_they_get_alone_in_their_order() {
    List<String> texts = TinyNews.articles(50);
    List<Summary> together = summarizer.summarize(texts);
    List<Summary> alone = texts.stream().map(summarizer::summarize).toList();
    assertThat(together).usingRecursiveComparison(BUT_ROUNDING).isEqualTo(alone);
    assertThat(together).extracting(Summary::text).contains("A red cat.", "A white crow.");
    assertThat(summarizer.summarize(List.of())).isEmpty();
  }

  @Test
  void options_of_a_call_are_those_of_the_model_with_changes() {
    GenerationOptions own = summarizer.generation();
    assertThat(own.maxNewTokens()).isEqualTo(12);
    String text = TinyNews.sentence(3);
    Summary longer = summarizer.summarize(text, own.toBuilder().minNewTokens(9).build());
    assertThat(longer.tokenIds()).hasSizeGreaterThan(9);
    assertThat(summarizer.summarize(text).tokenIds()).hasSizeLessThan(9);
  }

  @Test
  void options_of_a_loader_are_those_of_calls_without_any() {
    try (Summarizer changed =
            Summarizer.loader(MODEL).generation(own -> own.minNewTokens(9).beams(2)).load();
        Summarizer replaced =
            Summarizer.loader(MODEL).generation(GenerationOptions.defaults()).load()) {
      assertThat(changed.generation()).isEqualTo(options(own -> own.minNewTokens(9).beams(2)));
      assertThat(changed.summarize(TinyNews.sentence(3)).tokenIds()).hasSizeGreaterThan(9);
      assertThat(replaced.generation()).isEqualTo(GenerationOptions.defaults());
    }
  }

  @Test
  void forbidden_words_do_not_come() {
    Summary summary =
        summarizer.summarize(
            TinyNews.sentence(0), options(o -> o.forbiddenWords(List.of("red", "cat."))));
    assertThat(summary.text()).isNotEmpty().doesNotContain("red", "cat.");
  }

  @Test
  void several_summaries_are_returned_best_first() {
    GenerationOptions three = options(o -> o.beams(4).returnedSummaries(3));
    List<Summary> summaries = summarizer.summaries(TinyNews.sentence(0), three);
    assertThat(summaries).extracting(Summary::text).hasSize(3).doesNotHaveDuplicates();
    assertThat(summaries)
        .isSortedAccordingTo((one, other) -> Double.compare(other.score(), one.score()));
    assertThat(summarizer.summarize(TinyNews.sentence(0), three)).isEqualTo(summaries.get(0));
    assertThat(summarizer.summaries(List.of(TinyNews.sentence(0), " "), three))
        .extracting(List::size)
        .containsExactly(3, 1);
  }

  @Test
  void the_best_of_several_samples_is_the_first() {
    GenerationOptions three = options(o -> o.doSample(true).temperature(3).returnedSummaries(3));
    assertThat(summarizer.summarize(TinyNews.sentence(0), three).tokenIds())
        .isEqualTo(summarizer.summaries(TinyNews.sentence(0), three).get(0).tokenIds());
  }

  @Test
  void a_blank_text_has_an_empty_summary() {
    Summary nothing = new Summary("", List.of(), 0, 0, 0, 0, Ending.BLANK_TEXT);
    assertThat(summarizer.summarize("")).isEqualTo(nothing);
    assertThat(summarizer.summarize(" \n\t")).isEqualTo(nothing);
    assertThat(nothing.ended()).isTrue();
    assertThat(summarizer.summarize(List.of("", TinyNews.sentence(1), " ")))
        .extracting(Summary::text)
        .containsExactly("", "A green dog.", "");
    List<String> pieces = new ArrayList<>();
    assertThat(summarizer.summarize("", summarizer.generation(), pieces::add)).isEqualTo(nothing);
    assertThat(pieces).isEmpty();
  }

  // ---- shown while generated

  @Test
  void a_listener_is_shown_the_pieces_of_the_same_summary() {
    List<String> pieces = new ArrayList<>();
    String text = TinyNews.article(7, 2);
    Summary shown = summarizer.summarize(text, summarizer.generation(), pieces::add);
    assertThat(shown).usingRecursiveComparison(BUT_ROUNDING).isEqualTo(summarizer.summarize(text));
    assertThat(pieces).hasSizeGreaterThan(2).doesNotContain("");
    assertThat(String.join("", pieces)).isEqualTo(shown.text());
  }

  @Test
  void with_beams_a_listener_is_shown_the_text_at_its_end() {
    List<String> pieces = new ArrayList<>();
    Summary shown =
        summarizer.summarize(TinyNews.sentence(7), options(o -> o.beams(3)), pieces::add);
    assertThat(pieces).containsExactly(shown.text());
  }

  @Test
  void a_listener_stops_a_summary() {
    List<String> pieces = new ArrayList<>();
    SummaryListener listener =
        new SummaryListener() {
          @Override
          public void onText(String piece) {
            pieces.add(piece);
          }

          @Override
          public boolean stops() {
            return pieces.size() == 2;
          }
        };
    Summary stopped = summarizer.summarize(TinyNews.sentence(7), summarizer.generation(), listener);
    assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
    assertThat(stopped.ended()).isFalse();
    assertThat(stopped.text()).isEqualTo(String.join("", pieces));
    assertThat(summarizer.summarize(TinyNews.sentence(7)).text()).startsWith(stopped.text());
  }

  @Test
  void what_a_listener_throws_ends_the_call() {
    RuntimeException full = new IllegalStateException("the disk is full");
    assertThatThrownBy(
            () ->
                summarizer.summarize(
                    TinyNews.sentence(7),
                    summarizer.generation(),
                    piece -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(summarizer.summarize(TinyNews.sentence(7)).ended()).isTrue();
  }

  @Test
  void a_listener_cannot_close_the_summarizer() {
    assertThatThrownBy(
            () ->
                summarizer.summarize(
                    TinyNews.sentence(7), summarizer.generation(), piece -> summarizer.close()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the summarizer cannot be closed by the listener of a call; close it after the call");
  }

  // ---- streams

  @Test
  void a_stream_has_the_summaries_of_its_texts_in_their_order() {
    List<String> texts = TinyNews.articles(300);
    assertThat(summarizer.summarize(texts.stream()).toList())
        .usingRecursiveComparison(BUT_ROUNDING)
        .isEqualTo(summarizer.summarize(texts));
    assertThat(summarizer.summarize(texts.stream().parallel()).parallel().map(Summary::text))
        .isEqualTo(summarizer.summarize(texts).stream().map(Summary::text).toList());
    GenerationOptions one = options(o -> o.maxNewTokens(1));
    assertThat(summarizer.summarize(texts.stream(), one))
        .hasSize(300)
        .allMatch(summary -> summary.tokenIds().size() == 1);
    assertThat(summarizer.summarize(Stream.<String>of())).isEmpty();
  }

  @Test
  void a_stream_reads_no_more_than_it_needs() {
    AtomicInteger read = new AtomicInteger();
    Stream<String> endless =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(TinyNews::sentence)
            .peek(text -> read.incrementAndGet());
    Stream<Summary> summaries = summarizer.summarize(endless);
    assertThat(read).hasValue(0);
    assertThat(summaries.limit(3).map(Summary::text))
        .containsExactly("A red cat.", "A green dog.", "A blue horse.");
    assertThat(read.get()).isBetween(3, 300);
  }

  @Test
  void closing_a_stream_closes_that_of_the_texts() {
    AtomicInteger closed = new AtomicInteger();
    Stream<String> texts = Stream.of("a").onClose(closed::incrementAndGet);
    summarizer.summarize(texts).close();
    assertThat(closed).hasValue(1);
  }
}
