package io.summarizer.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.summarize.TextParts.Part;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Parts by tokenizers that take a word, or a character of a word, for a token. */
class TextPartsTest {
  private static int words(String text) {
    return (int) Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).count();
  }

  private static int characters(String text) {
    return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  private static List<String> texts(List<Part> parts) {
    return parts.stream().map(Part::text).toList();
  }

  @Test
  void parts_end_with_sentences_and_begin_with_the_last_one_of_the_part_before() {
    String text = "One two. Three four.\n\nFive six.  Seven eight. Nine ten.";
    assertThat(texts(TextParts.of(text, 6, TextPartsTest::words)))
        .containsExactly("One two. Three four.\n\nFive six.", "Five six.  Seven eight. Nine ten.");
    assertThat(texts(TextParts.of(text, 10, TextPartsTest::words))).containsExactly(text);
  }

  @Test
  void where_there_is_no_room_for_a_sentence_again_it_comes_once() {
    String text = "One two three. Four five. Six seven eight. Nine ten.";
    assertThat(texts(TextParts.of(text, 3, TextPartsTest::words)))
        .containsExactly("One two three.", "Four five.", "Six seven eight.", "Nine ten.");
  }

  @Test
  void a_sentence_that_is_too_long_is_cut_between_words() {
    String text = "One. Two three four five six seven. Eight.";
    assertThat(texts(TextParts.of(text, 4, TextPartsTest::words)))
        .containsExactly("One.", "Two three four five", "six seven. Eight.");
  }

  @Test
  void a_word_that_is_too_long_is_cut_between_characters() {
    assertThat(texts(TextParts.of("abcdefgh", 3, TextPartsTest::characters)))
        .containsExactly("abc", "def", "gh");
    assertThat(texts(TextParts.of("\ud83d\ude00\ud83d\ude01", 1, TextPartsTest::characters)))
        .containsExactly("\ud83d\ude00", "\ud83d\ude01");
  }

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of(
            "a", "bc", "Def", "ghij", ".", ". ", "! ", " ", " ", " ", "\n", "\ud83d\ude00", "0")
        .list()
        .ofMaxSize(60)
        .map(words -> String.join("", words));
  }

  @Property
  void parts_fit_and_have_all_of_the_text(
      @ForAll("prose") String text, @ForAll @IntRange(min = 2, max = 30) int room) {
    List<Part> parts = TextParts.of(text, room, TextPartsTest::characters);
    int own = 0;
    int covered = 0;
    for (Part part : parts) {
      assertThat(characters(part.text())).isBetween(1, room);
      assertThat(text.startsWith(part.text(), part.start())).isTrue();
      int end = part.start() + part.text().length();
      assertThat(end).as("each part goes on").isGreaterThan(covered);
      if (part.start() > covered) {
        assertThat(text.substring(covered, part.start())).isBlank();
      }
      covered = end;
      own += part.own();
    }
    assertThat(text.substring(covered)).isBlank();
    assertThat(own).isLessThanOrEqualTo(text.length());
  }
}
