package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.EpochResult;
import io.summarizer.Evaluation;
import io.summarizer.FineTuningResult;
import io.summarizer.Metric;
import io.summarizer.Precision;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.rouge.Rouge;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.RougeType;
import io.summarizer.text.TokenIds;
import io.summarizer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/tutorial.md; {@link PagesTest} holds the page against it. */
class TutorialDocTest {
  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Files.move(tiny.create(), folder.resolve("untrained"));
    tiny.jsonLines("train.jsonl", 16);
    tiny.jsonLines("validation.jsonl", 4);
    tiny.jsonLines("test.jsonl", 4);
    Path output = folder.resolve("news-model");
    assertThat(tutorial(folder, output)).hasSize(4);
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("checkpoint-")))
          .hasSize(3);
    }
  }

  private static List<EpochResult> tutorial(Path data, Path output) {
    // page begins
    Path base = data.resolve("untrained"); // a T5 directory in the Hugging Face layout
    Dataset train = Dataset.open(data.resolve("train.jsonl"));
    Dataset validation = Dataset.open(data.resolve("validation.jsonl"));
    Dataset test = Dataset.open(data.resolve("test.jsonl"));
    // page ends
    data(train);
    rouge();
    tokenizer(base, train);
    FineTuningResult result = fineTune(base, train, validation, output);
    history(result);
    fresh(result.model(), test);
    return result.history();
  }

  static void data(Dataset train) {
    // page begins
    try (Stream<Example> examples = train.stream()) {
      examples
          .limit(1)
          .forEach(
              example -> {
                System.out.println("Article  " + example.article());
                System.out.println("Summary  " + example.summary());
              });
    }
    // page ends
  }

  static void rouge() {
    // page begins
    RougeScores scores =
        Rouge.score( // the generated text first, then the reference
            "Tram drivers will strike on Monday.",
            "Tram drivers in Castleton will strike on Monday to demand more pay.");
    System.out.println(scores.rouge1());
    System.out.println(scores.rouge2());
    System.out.println(scores.rougeL());
    // page ends
  }

  static void tokenizer(Path base, Dataset train) {
    // page begins
    try (Tokenizer tokenizer = Tokenizer.builder().file(base).maxSourceLength(256).build();
        Stream<Example> examples = train.stream()) {
      Example first = examples.findFirst().orElseThrow();
      TokenIds source = tokenizer.source(first.article()); // "summarize: ", the article, the end
      TokenIds target = tokenizer.target(first.summary());
      System.out.println(source.ids().length + " tokens, truncated: " + source.truncated());
      System.out.println(Arrays.toString(target.ids()));
      System.out.println(tokenizer.decode(target.ids()));
    }
    // page ends
  }

  static FineTuningResult fineTune(Path base, Dataset train, Dataset validation, Path output) {
    // page begins
    FineTuningResult result =
        Summarizer.fineTune(base)
            .train(train)
            .validation(validation)
            .outputDirectory(output)
            .epochs(4)
            .batchSize(16)
            .learningRate(2e-3) // for t5-small: 3e-4, the default
            .warmupSteps(100)
            .weightDecay(0.01)
            .precision(Precision.FLOAT16)
            .maxSourceLength(256)
            .maxTargetLength(48)
            .saveLimit(3) // evaluated and saved after each epoch, three saves are kept
            .bestMetric(Metric.rouge(RougeType.ROUGE_L))
            .loadBestAtEnd(true)
            .run();
    // page ends
    return result;
  }

  static void history(FineTuningResult result) {
    // page begins
    System.out.println("epoch  train loss  val loss  rouge1  rouge2  rougeL  rougeLsum  gen len");
    for (EpochResult epoch : result.history()) {
      Evaluation evaluation = epoch.evaluation().orElseThrow();
      Evaluation.Generated generated = evaluation.generated().orElseThrow();
      RougeScores rouge = generated.rouge();
      System.out.printf(
          Locale.ROOT,
          "%5.0f  %10.4f  %8.4f  %6.4f  %6.4f  %6.4f  %9.4f  %7.1f%n",
          epoch.epoch(),
          epoch.trainLoss(),
          evaluation.loss(),
          rouge.rouge1().f1(),
          rouge.rouge2().f1(),
          rouge.rougeL().f1(),
          rouge.rougeLsum().f1(),
          generated.length());
    }
    // page ends
  }

  static void fresh(Path model, Dataset test) {
    // page begins
    try (Summarizer summarizer = Summarizer.load(model);
        Stream<Example> examples = test.stream()) {
      List<Example> news = examples.toList();
      List<String> articles = news.stream().map(Example::article).toList();
      List<String> references = news.stream().map(Example::summary).toList();
      List<String> summaries = summarizer.summarize(articles).stream().map(Summary::text).toList();
      System.out.println("Article    " + articles.get(0));
      System.out.println("Reference  " + references.get(0));
      System.out.println("Generated  " + summaries.get(0));
      RougeAggregate scores = Evaluation.SCORER.scoreAll(summaries, references);
      System.out.println(scores.mean().rouge1());
      System.out.println(scores.mean().rougeL());
    }
    // page ends
  }
}
