package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "train-2.csv train-2.csv",
        "a_b*c* a\\_b\\*c\\*",
        "[x](http://y) \\[x\\](http&#58;//y)",
        "![x](y) \\!\\[x\\](y)",
        "<b>&amp; &lt;b&gt;&amp;amp;",
        "`code` \\`code\\`",
        "a|b a&#124;b",
        "$x$~y~ &#36;x&#36;&#126;y&#126;",
        "#1+{2} \\#1\\+\\{2\\}",
        "me@x.org me&#64;x.org",
        "WWW.x.org WWW&#46;x.org",
        "a\\b a\\\\b",
      })
  void markup_is_shown_and_not_followed(String text, String escaped) {
    assertThat(Markdown.inline(text)).isEqualTo(escaped);
  }

  @Test
  void inline_text_stays_on_its_line() {
    assertThat(Markdown.inline("\n# a\r\n\u2028| b\t\u0000c ")).isEqualTo("\\# a &#124; b c");
  }

  @Test
  void lines_stay_lines_and_begin_no_list_heading_or_code() {
    assertThat(Markdown.lines("    1. one\n- two\n12) three\n===\n---\n2.5 km"))
        .isEqualTo("1&#46; one  \n&#45; two  \n12&#41; three  \n&#61;==  \n&#45;--  \n2&#46;5 km");
  }

  @Test
  void a_table_has_a_line_for_each_row() {
    assertThat(Markdown.table(List.of("a", "b"), List.of(List.of("1", "2"), List.of("3", ""))))
        .isEqualTo("| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |\n");
  }
}
