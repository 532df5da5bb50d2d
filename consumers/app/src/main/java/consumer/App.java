package consumer;

import io.summarizer.FineTuningResult;
import io.summarizer.NewModel;
import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.rouge.Rouge;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Fine-tunes, scores and summarizes, and says as what it ran. */
public final class App {
  private static final String CONFIG =
      """
      {"model_type": "t5", "vocab_size": 64, "d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 1,
       "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0}""";

  private static final List<Example> EXAMPLES =
      List.of(
          new Example("1", "In the yard a red cat sat near a tree.", "A red cat."),
          new Example("2", "In the yard a green dog sat near a tree.", "A green dog."));

  private App() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path config = Files.writeString(folder.resolve("config.json"), CONFIG);
    Path tokenizer =
        VocabularyTrainer.create()
            .minimumCount(1)
            .train(EXAMPLES.stream().map(e -> "summarize: " + e.article() + e.summary()).toList())
            .write(folder.resolve("tokenizer"));
    NewModel model = NewModel.create(config, tokenizer, 7, folder.resolve("model"));
    FineTuningResult result =
        Summarizer.fineTune(model.directory())
            .train(Dataset.of(EXAMPLES))
            .outputDirectory(folder.resolve("tuned"))
            .epochs(30)
            .batchSize(2)
            .learningRate(1e-2)
            .maxSourceLength(32)
            .maxTargetLength(12)
            .run();
    try (Summarizer summarizer = Summarizer.load(result.model())) {
      String summary = summarizer.summarize(EXAMPLES.get(0).article()).text();
      double rouge1 = Rouge.score(summary, EXAMPLES.get(0).summary()).rouge1().f1();
      System.out.printf(
          Locale.ROOT,
          "%s: %d steps, \"%s\", ROUGE-1 %.2f%n",
          App.class.getModule(),
          result.step(),
          summary,
          rouge1);
    }
  }
}
