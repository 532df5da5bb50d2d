package io.summarizer.report;

import io.summarizer.generate.SummarizationSettings;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The Markdown of a model card. */
final class ModelCardBody {
  private static final String JAVA =
      """
      ## Use

      In Java, with Summarizer:

      ```java
      try (Summarizer summarizer = Summarizer.load(Path.of("path/to/this/model"))) {
        System.out.println(summarizer.summarize(article).text());
      }
      ```

      In Python, with `transformers`:

      ```python
      from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

      folder = "path/to/this/model"
      tokenizer = AutoTokenizer.from_pretrained(folder)
      model = AutoModelForSeq2SeqLM.from_pretrained(folder)
      """;

  private ModelCardBody() {}

  static String of(ModelCard card) {
    return head(card) + scores(card) + use(card.settings()) + training(card);
  }

  private static String head(ModelCard card) {
    return String.format(
        Locale.ROOT,
        """
        # %s

        A T5 model that summarizes texts, fine-tuned from %s.

        """,
        Markdown.inline(card.name()),
        Markdown.inline(card.origin().hubId().orElse(card.origin().name())));
  }

  private static String scores(ModelCard card) {
    return card.rouge()
        .map(
            scores ->
                String.format(
                    Locale.ROOT,
                    """
                ROUGE of its summaries of %s, F1 x 100, profile %s:

                %s
                """,
                    Markdown.inline(card.dataSets().get(card.dataSets().size() - 1).name()),
                    Markdown.inline(scores.profile().toString()),
                    Markdown.table(
                        scores.byType().keySet().stream().map(RougeType::name).toList(),
                        List.of(percentages(scores, List.copyOf(scores.byType().keySet()))))))
        .orElse("");
  }

  private static String use(SummarizationSettings settings) {
    return JAVA
        + String.format(
            Locale.ROOT,
            """
        inputs = tokenizer(%s + article, max_length=%s, truncation=True, return_tensors="pt")
        ids = model.generate(**inputs)
        print(tokenizer.decode(ids[0], skip_special_tokens=True))
        ```

        """,
            Quoted.text(settings.prefix()),
            settings.maxSourceLength());
  }

  private static String training(ModelCard card) {
    return String.format(
        Locale.ROOT,
        """
        ## Training

        Trained by Summarizer, a Java library on ONNX Runtime, which needs no Python.

        %s
        %s%s""",
        dataSets(card),
        hyperparameters(card),
        history(card.history()));
  }

  private static String dataSets(ModelCard card) {
    return Markdown.table(
        List.of("data", "name", "rows"),
        card.dataSets().stream()
            .map(
                data ->
                    List.of(
                        Markdown.inline(data.role()),
                        Markdown.inline(data.name()),
                        String.format(Locale.ROOT, "%,d", data.rows())))
            .toList());
  }

  private static String hyperparameters(ModelCard card) {
    return Markdown.table(
        List.of("hyperparameter", "value"),
        card.hyperparameters().entrySet().stream()
            .map(entry -> List.of(Markdown.inline(entry.getKey()), value(entry.getValue())))
            .toList());
  }

  private static String value(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    String text = String.valueOf(value);
    return Markdown.inline(value instanceof Path ? ModelCard.lastPart(text) : text);
  }

  private static String history(List<ModelCard.HistoryRow> history) {
    if (history.isEmpty()) {
      return "";
    }
    List<RougeType> types =
        history.stream()
            .flatMap(row -> row.rouge().stream())
            .flatMap(scores -> scores.byType().keySet().stream())
            .distinct()
            .toList();
    List<String> header =
        new ArrayList<>(List.of("epoch", "step", "training loss", "validation loss"));
    types.forEach(type -> header.add(type.name()));
    return "\n" + Markdown.table(header, history.stream().map(row -> row(row, types)).toList());
  }

  private static List<String> row(ModelCard.HistoryRow row, List<RougeType> types) {
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "%.2f", row.epoch()));
    cells.add(String.format(Locale.ROOT, "%,d", row.step()));
    cells.add(loss(row.trainLoss()));
    cells.add(loss(row.validationLoss()));
    cells.addAll(
        row.rouge()
            .map(scores -> percentages(scores, types))
            .orElseGet(() -> types.stream().map(type -> "").toList()));
    return cells;
  }

  private static String loss(OptionalDouble loss) {
    return loss.isPresent() ? String.format(Locale.ROOT, "%.4f", loss.getAsDouble()) : "";
  }

  private static List<String> percentages(RougeScores scores, List<RougeType> types) {
    return types.stream()
        .map(type -> scores.byType().get(type))
        .map(score -> score == null ? "" : String.format(Locale.ROOT, "%.2f", 100 * score.f1()))
        .toList();
  }
}
