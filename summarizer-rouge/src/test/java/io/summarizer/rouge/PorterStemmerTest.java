package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PorterStemmerTest {
  @Test
  void stems_equalNltk() {
    List<String[]> words = Goldens.rows("porter_stems.tsv");

    assertThat(words).hasSizeGreaterThan(3300);
    assertThat(words)
        .allSatisfy(
            row -> assertThat(PorterStemmer.NLTK.stem(row[0])).as(row[0]).isEqualTo(row[1]));
  }

  @Test
  void stems_equalRouge155() {
    List<String[]> words = Goldens.rows("rouge155_stems.tsv");

    assertThat(words).hasSizeGreaterThan(3300);
    assertThat(words)
        .allSatisfy(
            row -> assertThat(PorterStemmer.ROUGE_155.stem(row[0])).as(row[0]).isEqualTo(row[1]));
  }

  @ParameterizedTest
  @CsvSource({
    "caresses, caress",
    "ponies, poni",
    "agreed, agre",
    "hopping, hop",
    "filing, file",
    "relational, relat",
    "hopefulness, hope",
    "electricity, electr",
    "adjustment, adjust",
    "adoption, adopt",
    "probate, probat",
    "controlling, control"
  })
  void examplesOfThePaper_loseTheirSuffixes(String word, String stem) {
    assertThat(PorterStemmer.NLTK.stem(word)).isEqualTo(stem);
    assertThat(PorterStemmer.ROUGE_155.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "skies, sky", "dying, die", "news, news", "innings, inning", "proceed, proceed", "dies, die",
    "died, die", "flies, fli", "spied, spi", "enjoy, enjoy", "spy, spi", "by, by",
    "conditionally, condit", "hopefully, hope", "geology, geolog", "owed, owe"
  })
  void formsThatNltkTreatsApart_stemAsInNltk(String word, String stem) {
    assertThat(PorterStemmer.NLTK.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "skies, ski",
    "dying, dy",
    "news, new",
    "innings, in",
    "proceed, proce",
    "dies, di",
    "died, di",
    "enjoy, enjoi",
    "by, by",
    "conditionally, condit",
    "hopefully, hopefulli",
    "geology, geologi",
    "apology, apolog",
    "owed, ow",
    "basement, basem",
    "governmental, govern",
    "professional, profess"
  })
  void formsThatRouge155TreatsApart_stemAsThere(String word, String stem) {
    assertThat(PorterStemmer.ROUGE_155.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({"fiancées", "поезда", "ταξίδια", "caféing", "übers", "kıyılıs"})
  void wordBeyondAscii_stays(String word) {
    assertThat(PorterStemmer.NLTK.stem(word)).isEqualTo(word);
    assertThat(PorterStemmer.ROUGE_155.stem(word)).isEqualTo(word);
  }

  @Test
  void longRunOfY_needsNoRecursion() {
    assertThat(PorterStemmer.NLTK.stem("y".repeat(100_001))).hasSize(100_001).endsWith("y");
    assertThat(PorterStemmer.NLTK.stem("y".repeat(100_000))).hasSize(100_000).endsWith("i");
  }
}
