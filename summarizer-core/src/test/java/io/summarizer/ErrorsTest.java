package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.data.DataException;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.hub.Hub;
import io.summarizer.hub.HubException;
import io.summarizer.rouge.RougeType;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.TokenizerException;
import io.summarizer.train.OutputDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which error comes with which remedy and in which words; those of devices, memory, the Hub and of
 * forged files stand in the tests of their packages.
 */
class ErrorsTest {
  private static final Path MODEL = TinyNews.trained();
  private static final Dataset NEWS =
      Dataset.of(List.of(new Example("1", TinyNews.article(1, 2), "A cat.")));

  @TempDir Path folder;

  /** What is done in an empty folder. */
  @FunctionalInterface
  interface Call {
    void in(Path folder) throws Exception;
  }

  private static FineTuning.Builder fineTuning(Dataset data, Path output) {
    return Summarizer.fineTune(MODEL).train(data).outputDirectory(output).steps(1).threads(1);
  }

  /** A call; type; remedy; message, in which %s stands for the folder. */
  static Stream<Arguments> errors() {
    return Stream.of(
        error(
            "data that is not there",
            folder -> Dataset.open(folder.resolve("news.csv")).stream().close(),
            DataException.class,
            Remedy.FIX_INPUT,
            "%1$s/news.csv does not exist; check the path, which stands for %1$s/news.csv"),
        error(
            "data without a whole row",
            folder ->
                fineTuning(Dataset.of(List.of(new Example("1", " ", "b"))), folder.resolve("out"))
                    .run(),
            DataException.class,
            Remedy.FIX_INPUT,
            "1 examples in memory: expected at least one row with an article and a summary, but none is"
                + " left (1 rows read, 1 dropped for a blank article or summary (ids 1); sources"
                + " truncated: 0 (0.0 %%), targets truncated: 0 (0.0 %%)). Check the file and the"
                + " names of its columns."),
        error(
            "a model that is not there",
            folder -> Summarizer.load(folder.resolve("model")).close(),
            CheckpointException.class,
            Remedy.FIX_INPUT,
            "%s/model: does not exist; expected the directory of a model"),
        error(
            "an output directory that cannot be made",
            folder -> {
              assumeTrue(Files.isDirectory(Path.of("/proc"))); // other systems word it otherwise
              fineTuning(NEWS, folder.resolve("o".repeat(300))).run();
            },
            CheckpointException.class,
            Remedy.FIX_ENVIRONMENT,
            "%1$s/"
                + "o".repeat(300)
                + ": cannot be created (java.nio.file.FileSystemException: %1$s/"
                + "o".repeat(300)
                + ": File name too long)"),
        error(
            "an output directory that another run has",
            folder -> {
              try (OutputDirectory other =
                  OutputDirectory.open(folder.resolve("out"), OutputDirectory.Content.ANYTHING)) {
                fineTuning(NEWS, folder.resolve("out")).overwriteOutput(true).run();
              }
            },
            CheckpointException.class,
            Remedy.RETRY,
            "%s/out: a run of this process is writing there; wait for it, or choose another directory"),
        error(
            "a tokenizer that is not there",
            folder -> Tokenizer.builder().file(folder).build().close(),
            TokenizerException.class,
            Remedy.FIX_INPUT,
            "Folder %s has no tokenizer.json. Models with only a spiece.model need it made once (in"
                + " Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder))."),
        error(
            "a graph that cannot be written",
            folder -> fineTuning(NEWS, folder.resolve("out")).build().writeTrainingGraph(folder),
            SummarizerException.class,
            Remedy.FIX_ENVIRONMENT,
            "%1$s: the training graph cannot be written there (java.nio.file.FileSystemException:"
                + " %1$s: Is a directory)"),
        error(
            "a token cache that cannot be written",
            folder ->
                fineTuning(NEWS, folder.resolve("out"))
                    .tokenCache(Files.createFile(folder.resolve("cache")))
                    .run(),
            SummarizerException.class,
            Remedy.FIX_ENVIRONMENT,
            "%1$s/cache: the tokens cannot be kept there (java.nio.file.FileAlreadyExistsException:"
                + " %1$s/cache). Make room there, or name another directory with tokenCache."),
        error(
            "a model that is not in the cache, offline",
            folder ->
                Hub.builder(Map.of())
                    .cacheDirectory(folder)
                    .offline(true)
                    .build()
                    .model("org/tiny")
                    .file("config.json"),
            HubException.class,
            Remedy.FIX_ENVIRONMENT,
            "org/tiny: config.json at revision main is not in the cache, %s, and the hub may not be"
                + " asked; download it once without HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE and the"
                + " option offline"));
  }

  private static Arguments error(
      String name, Call call, Class<? extends Exception> type, Remedy remedy, String message) {
    return arguments(name, call, type, remedy, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void an_error_says_what_happened_and_what_can_be_done(
      String name, Call call, Class<? extends Exception> type, Remedy remedy, String message) {
    assertThatThrownBy(() -> call.in(folder))
        .isExactlyInstanceOf(type)
        .hasMessage(message, folder)
        .extracting(e -> ((SummarizerException) e).remedy())
        .isEqualTo(remedy);
  }

  @Test
  void what_was_interrupted_can_be_done_again() {
    assertThat(
            new SummarizationInterruptedException("2 of 6 articles", new InterruptedException())
                .remedy())
        .isEqualTo(Remedy.RETRY);
    assertThat(new TrainingInterruptedException(3, folder).remedy()).isEqualTo(Remedy.RETRY);
    assertThat(new TrainingInterruptedException(new InterruptedException()).remedy())
        .isEqualTo(Remedy.RETRY);
  }

  @Test
  void a_model_that_is_worse_than_allowed_is_one_of_other_options() {
    ExportReport.Gate gate = new ExportReport.Gate(RougeType.ROUGE_1, 5, 0.5, 0.3, 0.1, 1, 1);
    assertThat(new ExportRefusedException(folder, gate).remedy()).isEqualTo(Remedy.FIX_INPUT);
  }
}
