package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of section 5.1 of Lin (2004): each text has six pairs of tokens. */
class SkipBigramsTest {
  @ParameterizedTest
  @CsvSource({
    "police kill the gunman, 3",
    "the gunman kill police, 1",
    "the gunman police killed, 2",
    "gunman the killed police, 0"
  })
  void pairsWithAnyGap_countAsInThePaper(String generated, int matches) {
    RougeType type = RougeType.skipBigram();
    RougeScores scores =
        RougeScorer.builder().types(type).build().score(generated, "police killed the gunman");

    assertThat(scores.get(type).precision()).isEqualTo(matches / 6.0);
    assertThat(scores.get(type).recall()).isEqualTo(matches / 6.0);
  }
}
