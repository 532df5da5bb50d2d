package io.summarizer.examples.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Ending;
import io.summarizer.Summary;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class SummaryFiguresTest {
  private static final long SECOND = 1_000_000_000;

  private static Summary summary(int tokens, int inputTokens, int usedTokens, Ending ending) {
    return new Summary("x", Collections.nCopies(tokens, 5), -1, inputTokens, usedTokens, 1, ending);
  }

  private static SummaryFigures figures() {
    SummaryFigures figures = new SummaryFigures();
    figures.add(summary(10, 100, 100, Ending.END_TOKEN), 0);
    figures.add(summary(20, 2000, 512, Ending.LIMIT), 3 * SECOND);
    figures.add(summary(11, 600, 512, Ending.END_TOKEN), SECOND);
    figures.add(summary(0, 0, 0, Ending.BLANK_TEXT), 0);
    return figures;
  }

  @Test
  void lines_are_means_shares_and_speeds() {
    assertThat(figures().lines())
        .isEqualTo(
            """
            length      10.3 tokens on average, end tokens included
            ended       50.0 % by themselves, the others at the limit of tokens
            truncated   2 articles, 50.0 %
            time        4.0 seconds, 1.00 summaries/s, 10.3 tokens/s""");
  }

  @Test
  void json_has_all_digits() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    figures().putInto(json);
    assertThat(json)
        .hasToString(
            "{\"mean_tokens\":10.25,\"ended_share\":0.5,\"truncated_share\":0.5,\"seconds\":4.0,"
                + "\"summaries_per_second\":1.0,\"tokens_per_second\":10.25}");
  }

  @Test
  void nothing_is_zero_not_a_division_by_it() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    new SummaryFigures().putInto(json);
    assertThat(json)
        .hasToString(
            "{\"mean_tokens\":0.0,\"ended_share\":0.0,\"truncated_share\":0.0,\"seconds\":0.0,"
                + "\"summaries_per_second\":0.0,\"tokens_per_second\":0.0}");
  }

  @Test
  void truncation_is_told_of_one_article_and_of_some() {
    assertThat(new SummaryFigures().truncation(false)).isEmpty();
    assertThat(figures().truncation(false))
        .contains(
            "2 of 4 articles were too long: the model saw the first 1,024 of 2,600 tokens;"
                + " --max-source-length sets the limit, --long-documents summarizes all of it");
    SummaryFigures one = new SummaryFigures();
    one.add(summary(5, 90, 60, Ending.LIMIT), SECOND);
    assertThat(one.truncation(true))
        .contains(
            "the article was too long: the model saw 60 of 90 tokens; of the rest even the"
                + " summaries did not fit into --max-source-length");
  }
}
