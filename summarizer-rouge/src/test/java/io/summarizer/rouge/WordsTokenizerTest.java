package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.rouge.RougeTokenizer.Token;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTokenizerTest {
  @Test
  void words_getThePlacesWhereTheyStand() {
    RougeTokenizer tokenizer = RougeTokenizer.words(text -> List.of("the", "cat", "the"));

    assertThat(tokenizer.tokenize("The cat, and the dog"))
        .containsExactly(new Token("the", 0, 3), new Token("cat", 4, 7), new Token("the", 13, 16));
  }

  @Test
  void wordThatTheTextDoesNotHold_getsAnEmptyPlace() {
    RougeTokenizer tokenizer = RougeTokenizer.words(text -> List.of("the", "mouse", "run"));

    assertThat(tokenizer.tokenize("The mice run"))
        .containsExactly(new Token("the", 0, 3), new Token("mouse", 3, 3), new Token("run", 9, 12));
  }

  @Test
  void segmenter_scoresInItsWords() {
    RougeTokenizer words = RougeTokenizer.words(WordsTokenizerTest::wordsByTheJdk);
    RougeScorer scorer = RougeScorer.builder().tokenizer(words).types(RougeType.ROUGE_1).build();

    RougeScores scores = scorer.score("The red car", "The blue car");

    assertThat(scores.rouge1().f1()).isEqualTo(2 / 3.0);
    assertThat(scores.profile()).hasToString("ROUGE_SCORE, tokenizer words");
  }

  private static List<String> wordsByTheJdk(String text) {
    BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
    boundaries.setText(text);
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      words.add(text.substring(start, end));
      start = end;
    }
    words.removeIf(String::isBlank);
    return words;
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may return null
  void functionThatReturnsNoWord_isToldSo() {
    assertThatThrownBy(() -> RougeTokenizer.words(text -> null).tokenize("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeTokenizer words: expected a list of words that are not empty, got null; return an"
                + " empty list for a text without words");
    assertThatThrownBy(() -> RougeTokenizer.words(text -> Arrays.asList("a", null)).tokenize("a"))
        .hasMessageContaining("got [a, null];");
    assertThatThrownBy(() -> RougeTokenizer.words(text -> List.of("a", "")).tokenize("a"))
        .hasMessageContaining("got [a, ];");
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may pass null
  void nullFunction_isRejectedAtOnce() {
    assertThatThrownBy(() -> RougeTokenizer.words(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("RougeTokenizer words: expected a function from a text to its words, got null");
  }
}
