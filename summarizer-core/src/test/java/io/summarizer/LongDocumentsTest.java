package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that are too long for the model. */
class LongDocumentsTest {
  private static final Path MODEL = TinyNews.trained();
  private static Summarizer summarizer;

  @BeforeAll
  static void load() {
    summarizer = loader().load();
  }

  @AfterAll
  static void close() {
    summarizer.close();
  }

  private static Summarizer.Loader loader() {
    return Summarizer.loader(MODEL).longDocuments(LongDocuments.SUMMARIZE_PARTS).threads(1);
  }

  /** About many things, so that parts have summaries of their own. */
  private static String document(int sentences) {
    return IntStream.range(0, sentences)
        .mapToObj(TinyNews::sentence)
        .collect(Collectors.joining(" "));
  }

  @Test
  void a_text_that_fits_is_summarized_as_without() {
    try (Summarizer truncating = Summarizer.loader(MODEL).threads(1).load()) {
      String text = TinyNews.article(3, 2);
      assertThat(summarizer.summarize(text)).isEqualTo(truncating.summarize(text));
    }
  }

  @Test
  void a_long_text_is_seen_whole_in_parts() {
    Summary summary = summarizer.summarize(document(20));
    assertThat(summary.parts()).isBetween(5, 20);
    assertThat(summary.inputTokens()).isGreaterThan(3 * TinyNews.MAX_SOURCE_LENGTH);
    assertThat(summary.usedTokens()).isEqualTo(summary.inputTokens());
    assertThat(summary.truncated()).isFalse();
    assertThat(summary.text()).isNotBlank();
    assertThat(summary.tokenIds()).hasSizeLessThanOrEqualTo(12).endsWith(1).containsOnlyOnce(1);
    assertThat(summary.score()).isNegative();
    assertThat(summary.ending()).isEqualTo(Ending.END_TOKEN);
  }

  @Test
  void summaries_of_parts_that_are_short_enough_stand_one_after_another() {
    GenerationOptions enough = summarizer.generation().toBuilder().maxNewTokens(99).build();
    String text = TinyNews.article(0, 3) + " " + TinyNews.article(1, 3);
    Summary summary = summarizer.summarize(text, enough);
    assertThat(summary.text()).matches("A \\w+ \\w+\\. A \\w+ \\w+\\.");
    assertThat(summary.tokenIds()).endsWith(1).containsOnlyOnce(1);
  }

  @Test
  void what_all_parts_have_in_common_is_in_the_summary() {
    assertThat(summarizer.summarize(TinyNews.article(0, 30)).text()).isEqualTo("A red cat.");
  }

  @Test
  void texts_of_all_lengths_get_the_summaries_that_they_get_alone() {
    List<String> texts = List.of(document(9), " ", TinyNews.sentence(4), document(31));
    List<Summary> together = summarizer.summarize(texts);
    assertThat(together)
        .usingRecursiveComparison(SummarizerTest.BUT_ROUNDING)
        .isEqualTo(texts.stream().map(summarizer::summarize).toList());
    assertThat(together).extracting(Summary::parts).element(1).isEqualTo(0);
    assertThat(together).extracting(Summary::parts).element(2).isEqualTo(1);
    assertThat(summarizer.summarize(texts.stream()).toList())
        .usingRecursiveComparison(SummarizerTest.BUT_ROUNDING)
        .isEqualTo(together);
  }

  @Test
  void several_summaries_are_made_of_the_same_parts() {
    GenerationOptions two =
        summarizer.generation().toBuilder().beams(3).returnedSummaries(2).build();
    List<Summary> summaries = summarizer.summaries(document(12), two);
    assertThat(summaries)
        .hasSize(2)
        .extracting(Summary::parts)
        .containsOnly(summaries.get(0).parts());
    assertThat(summaries).extracting(Summary::text).doesNotHaveDuplicates();
  }

  @Test
  void a_listener_is_shown_the_summary_and_not_those_of_parts() {
    List<String> pieces = new ArrayList<>();
    Summary shown = summarizer.summarize(document(12), summarizer.generation(), pieces::add);
    assertThat(shown.parts()).isGreaterThan(1);
    assertThat(String.join("", pieces)).isEqualTo(shown.text());
  }

  @Test
  void it_ends_even_if_summaries_are_as_long_as_the_model_takes() {
    try (Summarizer narrow = loader().maxSourceLength(14).load()) {
      GenerationOptions lengthy =
          narrow.generation().toBuilder().minNewTokens(30).maxNewTokens(30).build();
      Summary summary = narrow.summarize(document(8), lengthy);
      assertThat(summary.parts()).isEqualTo(8);
      assertThat(summary.truncated()).isTrue();
      assertThat(summary.usedTokens()).isBetween(1, summary.inputTokens() / 4);
    }
  }

  @Test
  void a_text_without_sentences_or_spaces_is_cut_all_the_same() {
    Summary summary = summarizer.summarize("catdog".repeat(300));
    assertThat(summary.parts()).isGreaterThan(5);
    assertThat(summary.truncated()).isFalse();
  }
}
