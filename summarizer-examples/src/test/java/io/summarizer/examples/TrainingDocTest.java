package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.Batching;
import io.summarizer.EarlyStopping;
import io.summarizer.FineTuning;
import io.summarizer.FineTuningResult;
import io.summarizer.Metric;
import io.summarizer.Schedule;
import io.summarizer.Summarizer;
import io.summarizer.TrainingControl;
import io.summarizer.TrainingListener;
import io.summarizer.TrainingLog;
import io.summarizer.data.Dataset;
import io.summarizer.rouge.RougeType;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/training.md; {@link PagesTest} holds the page against it. */
class TrainingDocTest {
  private static final Path PAGE = Path.of("../docs/training.md");

  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    Path train = tiny.jsonLines("train.jsonl", 8);
    Path validation = tiny.jsonLines("validation.jsonl", 4);
    assertThat(run(model, train, validation, folder.resolve("one")).history()).isNotEmpty();
    assertThat(controlled(model, train, folder.resolve("two")).run().history()).isNotEmpty();
  }

  private static FineTuningResult run(Path model, Path train, Path validation, Path output) {
    // page begins
    FineTuningResult result =
        Summarizer.fineTune(model)
            .train(Dataset.open(train))
            .validation(Dataset.open(validation))
            .outputDirectory(output)
            .epochs(3)
            .batching(Batching.groupedByLength())
            .schedule(Schedule.linear())
            .warmupRatio(0.1)
            .saveLimit(3)
            .bestMetric(Metric.rouge(RougeType.ROUGE_L))
            .loadBestAtEnd(true)
            .earlyStopping(EarlyStopping.patience(2))
            .resume(true)
            .run();
    System.out.println(result.end() + " after " + result.evaluations().size() + " evaluations");
    // page ends
    return result;
  }

  private static FineTuning controlled(Path model, Path train, Path output) {
    // page begins
    TrainingControl control = new TrainingControl();
    FineTuning run =
        Summarizer.fineTune(model)
            .train(Dataset.open(train))
            .outputDirectory(output)
            .control(control)
            .listener(
                new TrainingListener() {
                  @Override
                  public void onLog(TrainingLog log) {
                    if (log.loss() < 0.1) {
                      control.stop(); // any thread may call it; pause, goOn, saveNow too
                    }
                  }
                })
            .build();
    // page ends
    return run;
  }

  @Test
  void the_table_names_every_setter() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(
            Stream.of(FineTuning.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == FineTuning.Builder.class)
                .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .map(Method::getName))
        .allSatisfy(name -> assertThat(page).containsPattern("\\b" + name + "\\b"));
  }
}
