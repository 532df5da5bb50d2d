package io.summarizer.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.error.SummarizerException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextReaderTest {
  private static TextReader open(String content, @Nullable String delimiter) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return new TextReader(TextFile.standardInput(new ByteArrayInputStream(bytes)), delimiter);
  }

  private static List<String> texts(String content, @Nullable String delimiter) {
    List<String> texts = new ArrayList<>();
    try (TextReader reader = open(content, delimiter)) {
      reader.forEachRemaining(texts::add);
    }
    return texts;
  }

  @Test
  void eachLine_isATextAndAFinalLineEndIsNone() {
    assertThat(texts("one\n\n two\u2028three \n火", null))
        .containsExactly("one", "", " two\u2028three ", "火");
    assertThat(texts("one\n", null)).containsExactly("one");
    assertThat(texts("\n\n", null)).containsExactly("", "");
    assertThat(texts("", null)).isEmpty();
  }

  @Test
  void lineEndsOfWindows_areNoPartOfALine() {
    assertThat(texts("one\r\ntwo\rthree\r\r\n\r\n", null))
        .containsExactly("one", "two\rthree\r", "");
  }

  @Test
  void byteOrderMark_isDroppedAtTheBeginningOnly() {
    assertThat(texts("\uFEFFone\n\uFEFFtwo", null)).containsExactly("one", "\uFEFFtwo");
  }

  @Test
  void textWithoutEnd_isRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }
        };
    TextFile file = TextFile.standardInput(endless);
    assertThatThrownBy(file::read)
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            "standard input: expected a text of at most 67108864 bytes, got more; split it");
    try (TextReader reader = new TextReader(file, null)) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(SummarizerException.class)
          .hasMessage(
              "standard input, line 1: expected a text of at most 67108864 bytes, got more; split"
                  + " it");
    }
  }

  @Test
  void delimiter_separatesOrEndsTexts() {
    assertThat(texts("one\ntwo\n--\n\n--\n --\nthree", "--"))
        .containsExactly("one\ntwo", "", " --\nthree");
    assertThat(texts("one\n--\ntwo\n--\n", "--")).containsExactly("one", "two");
    assertThat(texts("--\none\n", "--")).containsExactly("", "one");
    assertThat(texts("one\r\n\r\ntwo\r\n", "")).containsExactly("one", "two");
    assertThat(texts("", "--")).isEmpty();
  }

  @Test
  void countAll_countsTextsReadAndUnread() {
    try (TextReader reader = open("one\ntwo\nthree\n", null)) {
      assertThat(reader.next()).isEqualTo("one");
      assertThat(reader.hasNext()).isTrue();
      assertThat(reader.countAll()).isEqualTo(3);
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }
  }
}
