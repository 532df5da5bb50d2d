package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
  @Test
  void text_is_broken_between_words_and_keeps_them_all() {
    String text = "word ".repeat(40).strip();
    String paragraph = Paragraph.of("Article", text);
    assertThat(paragraph).startsWith("Article     word word");
    assertThat(paragraph.lines()).hasSize(3).allMatch(line -> line.length() <= 96);
    assertThat(paragraph.lines().skip(1)).allMatch(line -> line.startsWith("            word"));
    assertThat(paragraph.replaceAll("\\s+", " ")).isEqualTo("Article " + text);
  }

  @Test
  void a_word_that_is_too_long_has_a_line_of_its_own() {
    assertThat(Paragraph.of("Article", "a " + "x".repeat(100) + " b").lines()).hasSize(3);
    assertThat(Paragraph.of("Article", "")).isEqualTo("Article     ");
  }
}
