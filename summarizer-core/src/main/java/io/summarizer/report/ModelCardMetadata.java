package io.summarizer.report;

import io.summarizer.report.ModelCard.DataSet;
import io.summarizer.rouge.RougeScores;
import java.util.Locale;

/**
 * The YAML at the head of a model card, which the Hub reads; see <a
 * href="https://github.com/huggingface/hub-docs/blob/main/modelcard.md">its fields</a>.
 */
final class ModelCardMetadata {
  private static final String CONSTANT =
      """
      library_name: transformers
      pipeline_tag: summarization
      tags:
      - summarization
      - t5
      metrics:
      - rouge
      """;

  private ModelCardMetadata() {}

  static String of(ModelCard card) {
    StringBuilder yaml = new StringBuilder("---\n");
    // Quoted, since YAML takes Norwegian, no, for a boolean.
    card.origin().language().ifPresent(tag -> line(yaml, "language", tag));
    card.origin().hubId().ifPresent(id -> line(yaml, "base_model", id));
    yaml.append(CONSTANT);
    card.rouge().ifPresent(scores -> results(yaml, card, scores));
    return yaml.append("---\n\n").toString();
  }

  private static void results(StringBuilder yaml, ModelCard card, RougeScores scores) {
    DataSet data = card.dataSets().get(card.dataSets().size() - 1);
    yaml.append("model-index:\n");
    line(yaml, "- name", card.name());
    yaml.append("  results:\n  - task:\n      type: summarization\n    dataset:\n");
    line(yaml, "      name", data.name());
    line(yaml, "      type", data.name());
    yaml.append("    metrics:\n");
    scores
        .byType()
        .forEach(
            (type, score) -> {
              yaml.append("    - type: rouge\n");
              line(yaml, "      name", type.name() + " F1 x 100");
              yaml.append(String.format(Locale.ROOT, "      value: %.4f\n", 100 * score.f1()));
            });
  }

  private static void line(StringBuilder yaml, String key, String value) {
    yaml.append(key).append(": ").append(Quoted.text(value)).append('\n');
  }
}
