package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
  @Test
  void newline_cutsAtLineFeedsOnly() {
    assertThat(SentenceSplitter.NEWLINE.split("\n One. Two.\n\nthree\r\nfour\u2028five\n"))
        .containsExactly(" One. Two.", "three\r", "four\u2028five");
    assertThat(SentenceSplitter.NEWLINE.split("")).isEmpty();
  }

  /** Each "|" marks where a sentence begins. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "One sentence",
        "It rained. |It stopped. |Then it rained again.",
        "Mr. Smith met Dr. Jones and Gov. Lee. |They talked.",
        "Troops left the U.S. Army base at 5 p.m. Monday. |Nobody spoke.",
        "She moved to the U.S. |The move was easy.",
        "The game began at 8 p.m. |It ended late.",
        "On Sept. 3 the court ruled. |It was a Friday in Oct. |The judge left.",
        "Item No. 5 failed. |The answer was no. |He left.",
        "The shop closed. |20 people lost their jobs.",
        "George W. Bush met J.K. Rowling. |J. R. R. Tolkien was dead.",
        "Apple Inc. Chairman Art Levinson spoke. |He works for Apple Inc. |He likes it.",
        "It cost $3.5 million. |That is a lot. |See example.org for more.",
        "\"Why?\" she asked. |\"Because!\" he said.",
        "He said: \"I am here.\" |Then he left. |(He came back.) |All was well.",
        "Yahoo! shares fell. |Stop! |Who goes there? |Nobody.",
        "Wait... |What was that?",
        "the cat sat . |the dog ran . |it was good .",
        "is it true ? |yes ! |20 of them .",
        "`` it is good . '' |he left . |( so did she . )",
        "well . . . |maybe not .",
        "She has a Ph.D. in physics. |He has none.",
        "It happened in Miami, Fla. |The police came.",
        "First line |\n|second line\r\n|Third line. |Fourth.",
        "\u201cI won.\u201d |\u201cSo did I.\u201d",
        "Stop! \"now\" they said. |He left the \"U.S.\" Army.",
        "日本語です。|次の文です。",
        "  leading and trailing space.  |  Next.  "
      })
  void english_cutsWhereSentencesBegin(String marked) {
    String[] expected =
        Arrays.stream(marked.split("\\|"))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toArray(String[]::new);

    assertThat(SentenceSplitter.ENGLISH.split(marked.replace("|", ""))).containsExactly(expected);
  }

  @Property(tries = 300)
  void english_losesNothingButSpace(@ForAll String text) {
    String joined = String.join("", SentenceSplitter.ENGLISH.split(text));

    assertThat(withoutSpace(joined)).isEqualTo(withoutSpace(text));
    assertThat(SentenceSplitter.ENGLISH.split(text)).allSatisfy(s -> assertThat(s).isNotBlank());
  }

  private static String withoutSpace(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
