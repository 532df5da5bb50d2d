package io.summarizer.examples.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.data.Example;
import io.summarizer.examples.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example does what it says. */
class UsesTest {
  private static final int LONGEST = 60;

  @TempDir Path folder;

  /** The main method of an example. */
  private interface Program {
    void start(String[] args) throws Exception;
  }

  private static String run(Program program, Object... args) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.start(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void fine_tuning_with_defaults_makes_a_model() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path output = folder.resolve("out");
    assertThat(run(MinimalFineTune::main, tiny.create(), tiny.jsonLines("train.jsonl", 16), output))
        .isEqualTo("6 steps, the model is in " + output + "\n");
    assertThat(output.resolve("model.safetensors")).exists();
  }

  @Test
  void a_run_that_is_started_again_goes_on_where_it_was() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    Path train = tiny.jsonLines("train.jsonl", 16);
    Path output = folder.resolve("out");
    assertThat(run(ResumedFineTune::main, model, train, output))
        .startsWith("begins after step 0 of 6\n");
    assertThat(run(ResumedFineTune::main, model, train, output))
        .startsWith("begins after step 6 of 6\n");
  }

  @Test
  void files_below_their_headlines_are_a_data_set() throws Exception {
    Path headlines = Files.createDirectory(folder.resolve("headlines"));
    for (Example example : TinyModel.examples(8)) {
      Files.writeString(
          headlines.resolve(example.id() + ".txt"), example.summary() + "\n" + example.article());
    }
    Path output = folder.resolve("out");
    assertThat(run(CustomDataset::main, new TinyModel(folder).create(), headlines, output))
        .isEqualTo("The model is in " + output + "\n");
  }

  @Test
  void a_callback_ends_the_run_when_summaries_are_good_enough() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path train = tiny.jsonLines("train.jsonl", 8);
    String out = run(CustomCallback::main, tiny.train(), train, train, folder.resolve("o"), 0.5);
    assertThat(out).matches("step 1: ROUGE-L [01]\\.\\d{4}\nEnded: STOPPED\n");
  }

  @Test
  void an_evaluation_has_confidence_intervals() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    String out = run(ConfidentEvaluation::main, tiny.train(), tiny.jsonLines("test.jsonl", 8));
    assertThat(out.lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).matches("rouge\\S+ +F1 [\\d.]+, [\\d.]+ to [\\d.]+"));
    assertThat(out).contains("rouge1    F1 1.0000, 1.0000 to 1.0000");
  }

  @Test
  void a_model_that_has_learned_is_better_than_one_that_has_not() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path trained = tiny.train();
    Path data = tiny.jsonLines("test.jsonl", 20);
    assertThat(run(CheckpointComparison::main, folder.resolve("model"), trained, data))
        .contains("rougeLsum: B better than A by")
        .endsWith("The difference is real (5 %).\n");
    assertThat(run(CheckpointComparison::main, trained, trained, data))
        .contains("rougeLsum: A and B score the same")
        .endsWith("It may be chance (5 %).\n");
  }

  @Test
  void onnx_runtime_alone_gives_the_summary() throws Exception {
    Example example = TinyModel.examples(1).get(0);
    assertThat(
            run(
                PlainOnnxRuntime::main,
                new TinyModel(folder).train(),
                folder.resolve("onnx"),
                example.article()))
        .isEqualTo(example.summary() + "\n");
  }

  static Stream<Program> programs() {
    return Stream.of(
        MinimalFineTune::main,
        ResumedFineTune::main,
        CustomDataset::main,
        CustomCallback::main,
        ConfidentEvaluation::main,
        CheckpointComparison::main,
        SummarizingService::main,
        PlainOnnxRuntime::main);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void without_arguments_it_names_those_it_needs(Program program) {
    assertThatThrownBy(() -> program.start(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("expected [A-Z_L -]+");
  }

  @Test
  void every_example_is_short() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/summarizer/examples/uses"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).as(file.toString()).hasSizeLessThan(LONGEST);
      }
    }
  }
}
