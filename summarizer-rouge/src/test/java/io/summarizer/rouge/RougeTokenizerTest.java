package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RougeTokenizerTest {
  private static List<String> tokens(String text) {
    return RougeTokenizer.ASCII.tokenize(text).stream().map(RougeTokenizer.Token::text).toList();
  }

  @Test
  void text_becomesLowerCaseRunsOfLettersAndDigits() {
    assertThat(tokens("It's 3.5%: snake_case, CaféS\n"))
        .containsExactly("it", "s", "3", "5", "snake", "case", "caf", "s");
  }

  @Test
  void token_knowsItsPlace() {
    String text = "Ab, \u0130\u0130x 300\u212a.";
    assertThat(RougeTokenizer.ASCII.tokenize(text))
        .extracting(token -> text.substring(token.start(), token.end()) + "=" + token.text())
        .containsExactly("Ab=ab", "\u0130=i", "\u0130=i", "x=x", "300\u212a=300k");
  }

  @Test
  void everyCharacter_isTreatedAsByTheRegularExpressions() {
    StringBuilder text = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      text.append('x').appendCodePoint(codePoint).append("y ");
      if (codePoint % 4096 == 4095) {
        assertThat(tokens(text.toString()))
            .as("code points up to %x", codePoint)
            .isEqualTo(byRegularExpressions(text.toString()));
        text.setLength(0);
      }
    }
    assertThat(text).isEmpty();
  }

  @Property(tries = 500)
  void anyText_isCutAsByTheRegularExpressions(@ForAll String text) {
    assertThat(tokens(text)).isEqualTo(byRegularExpressions(text));
  }

  /** The three steps of rouge_score's tokenize.py, as written there. */
  private static List<String> byRegularExpressions(String text) {
    String spaced = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ");
    return Arrays.stream(spaced.split("\\s+", -1)).filter(t -> t.matches("[a-z0-9]+")).toList();
  }
}
