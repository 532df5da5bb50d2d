package io.summarizer.data;

import static io.summarizer.data.Cleaning.BYLINE;
import static io.summarizer.data.Cleaning.CONTROL_CHARACTERS;
import static io.summarizer.data.Cleaning.DETACHED_FULL_STOPS;
import static io.summarizer.data.Cleaning.SOURCE_TAG;
import static io.summarizer.data.Cleaning.WHITE_SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningTest {
  private static String article(String text, Cleaning rule) {
    return only(Dataset.of(new Example("1", text, "")).cleaned(rule)).article();
  }

  private static Example only(Dataset dataset) {
    return dataset.stream().toList().get(0);
  }

  @Test
  void controlCharacters_areRemovedButNotWhatEndsALine() {
    assertThat(article("\u0000a\u0007b\u009F \uFEFFc\u200Bd\te\r\nf😀", CONTROL_CHARACTERS))
        .isEqualTo("ab cd\te\r\nf😀");
    assertThat(article("a\u000Bb\u000Cc\u0085d", CONTROL_CHARACTERS)).isEqualTo("a\nb\nc\nd");
  }

  @Test
  void whiteSpace_isOneSpaceWithinLinesAndKeepsThem() {
    assertThat(article(" \u00A0a \t b\u3000c \r\n\n  d\re\u2028f \n", WHITE_SPACE))
        .isEqualTo("a b c\nd\ne\nf");
    assertThat(article(" \n\t", WHITE_SPACE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (CNN) -- Rain fell.                    | Rain fell.
          (CNN)Rain fell.                        | Rain fell.
          (CNN Student News) -- Rain fell.       | Rain fell.
          Oslo, Norway (CNN)  -- Rain fell.      | Rain fell.
          ST. LOUIS (Reuters) - Rain fell.       | Rain fell.
          PARIS (AFP) — Rain fell.               | Rain fell.
          Rain (AP) fell.                        | fell.
          Rain (heavy) -- fell.                  | Rain (heavy) -- fell.
          Did it rain? So says (CNN) -- all.     | Did it rain? So says (CNN) -- all.
          Rain fell, says a report of (CNNX).    | Rain fell, says a report of (CNNX).
          """)
  void sourceTag_isRemovedAtTheBeginning(String before, String after) {
    assertThat(article(before, SOURCE_TAG)).isEqualTo(after);
  }

  @Test
  void sourceTag_farFromTheBeginningStays() {
    String text = "a".repeat(61) + " (CNN) -- Rain fell.";
    assertThat(article(text, SOURCE_TAG)).isEqualTo(text);
  }

  @Test
  void byline_isRemovedAtTheBeginning() {
    assertThat(
            article(
                "By . Ann Other . PUBLISHED: . 08:06 EST, 5 November 2012 . | . UPDATED: . 09:38"
                    + " EST, 5 November 2012 . Rain fell. By . Ann Other . Again.",
                BYLINE))
        .isEqualTo("Rain fell. By . Ann Other . Again.");
    assertThat(article("By . Ann Other . Rain fell.", BYLINE)).isEqualTo("Rain fell.");
    assertThat(article("Last updated at 3:31 PM on 19th July 2011 . Rain fell.", BYLINE))
        .isEqualTo("Rain fell.");
    assertThat(article("By Monday . it rained.", BYLINE)).isEqualTo("By Monday . it rained.");
  }

  @Test
  void detachedFullStops_joinTheirWords() {
    assertThat(article("It rained . It did (really) .\n\"So\" . Up 5% .", DETACHED_FULL_STOPS))
        .isEqualTo("It rained. It did (really).\n\"So\". Up 5%.");
    assertThat(article("Wait . . . and .net is no end", DETACHED_FULL_STOPS))
        .isEqualTo("Wait. . . and .net is no end");
  }

  @Test
  void rules_applyInTheirOwnOrderToAllTextsThatTheyAreAbout() {
    Example dirty =
        new Example(
            "1", "(CNN) --\u00A0Rain\u0000  fell .", "(CNN) -- Rain .", List.of("Wet\u0000  ."));
    assertThat(
            only(
                Dataset.of(dirty)
                    .cleaned(DETACHED_FULL_STOPS, SOURCE_TAG, WHITE_SPACE, CONTROL_CHARACTERS)))
        .isEqualTo(new Example("1", "Rain fell.", "(CNN) -- Rain.", List.of("Wet.")));
  }
}
