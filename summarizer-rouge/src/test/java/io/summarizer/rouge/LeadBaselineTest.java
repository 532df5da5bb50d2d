package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LeadBaselineTest {
  private static final String ARTICLE =
      "Mr. Hall won. He had run twice. Nobody expected it.\nThe count took a day.";

  @Test
  void lead_takesFirstSentencesOnLinesOfTheirOwn() {
    assertThat(LeadBaseline.lead(ARTICLE, 1)).isEqualTo("Mr. Hall won.");
    assertThat(LeadBaseline.lead(ARTICLE, 3))
        .isEqualTo("Mr. Hall won.\nHe had run twice.\nNobody expected it.");
  }

  @Test
  void shortArticle_isTakenWhole() {
    assertThat(LeadBaseline.lead(ARTICLE, 9)).endsWith("\nThe count took a day.").hasLineCount(4);
    assertThat(LeadBaseline.lead("", 3)).isEmpty();
  }

  @Test
  void sentenceCountBelowOne_isRejected() {
    assertThatThrownBy(() -> LeadBaseline.lead(ARTICLE, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "LeadBaseline sentences: expected at least 1, got 0; Lead-3, the usual baseline, takes"
                + " 3");
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may pass null
  void nullArticle_isNamed() {
    assertThatThrownBy(() -> LeadBaseline.lead(null, 3))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(
            "LeadBaseline article: expected a text, got null; pass \"\" for an empty article");
  }
}
