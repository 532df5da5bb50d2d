package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StemmingTest {
  @Test
  void nltkStemming_leavesTokensOfThreeCharacters() {
    assertThat(Stream.of("was", "ties", "gases").map(Stemming.NLTK::stem))
        .containsExactly("was", "tie", "gase");
    assertThat(Stemming.NONE.stem("gases")).isEqualTo("gases");
  }
}
