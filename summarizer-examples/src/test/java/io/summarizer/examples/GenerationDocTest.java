package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.ExportFormat;
import io.summarizer.ExportReport;
import io.summarizer.GenerationOptions;
import io.summarizer.LongDocuments;
import io.summarizer.Quantization;
import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/generation.md; {@link PagesTest} holds the page against it. */
class GenerationDocTest {
  private static final Path PAGE = Path.of("../docs/generation.md");

  @TempDir Path folder;

  @Test
  void the_code_runs() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    Path validation = tiny.jsonLines("validation.jsonl", 4);
    summarize(model, "The council votes on Monday.", Stream.of("One text.", "Another text."));
    shared(model);
    assertThat(export(model, Dataset.open(validation), folder.resolve("onnx")).gate()).isPresent();
  }

  private static void summarize(Path model, String article, Stream<String> articles) {
    // page begins
    try (Summarizer summarizer = Summarizer.load(model)) {
      Summary summary = summarizer.summarize(article);
      System.out.println(summary.text() + (summary.truncated() ? " (of its beginning)" : ""));

      GenerationOptions beams = summarizer.generation().toBuilder().beams(4).build();
      try (Stream<Summary> summaries = summarizer.summarize(articles, beams)) {
        summaries.forEach(System.out::println); // as many texts as there are, in bounded memory
      }

      summarizer.summarize(article, summarizer.generation(), System.out::print); // as it comes
    }
    // page ends
  }

  private static void shared(Path model) {
    // page begins
    Summarizer summarizer =
        Summarizer.loader(model)
            .generation(own -> own.beams(4).lengthPenalty(2).noRepeatNgram(3))
            .longDocuments(LongDocuments.SUMMARIZE_PARTS)
            .mergeWindow(Duration.ofMillis(5))
            .load();
    // page ends
    summarizer.close();
  }

  private static ExportReport export(Path model, Dataset validation, Path directory) {
    // page begins
    ExportReport report =
        Summarizer.export(model)
            .format(ExportFormat.OPTIMUM)
            .quantize(Quantization.INT8)
            .gate(validation, 0.01) // refused if ROUGE-Lsum drops by more than 1 of 100
            .write(directory);
    // page ends
    return report;
  }

  @Test
  void the_table_names_every_option() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(
            Stream.of(GenerationOptions.Builder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == GenerationOptions.Builder.class)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
