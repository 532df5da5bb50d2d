package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the API: a tiny model on a few texts. */
class FineTuningTest {
  private static final List<String> COLOURS = List.of("red", "green", "blue", "white");
  private static final List<String> ANIMALS = List.of("cat", "dog", "horse", "crow", "fox");

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void makeModel() throws IOException {
    VocabularyTrainer.create()
        .minimumCount(1)
        .train(data(20).stream().map(e -> e.article() + " " + e.summary() + " summarize:").toList())
        .write(folder.resolve("tokenizer"));
    Path config = folder.resolve("config.json");
    Files.writeString(
        config,
        """
        {"model_type": "t5", "vocab_size": 120, "d_model": 32, "d_kv": 8, "d_ff": 64,
         "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0.1}""");
    model = folder.resolve("model");
    Checkpoint.initialize(config, folder.resolve("tokenizer"), 7, model);
  }

  /** "In the yard a red cat sat near a tree." to "A red cat." */
  private static List<Example> data(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String subject =
                  COLOURS.get(i % COLOURS.size()) + " " + ANIMALS.get(i % ANIMALS.size());
              return new Example(
                  "" + i, "In the yard a " + subject + " sat near a tree.", "A " + subject + ".");
            })
        .toList();
  }

  private FineTuning.Builder run(String output) {
    return Summarizer.fineTune(model)
        .train(Dataset.of(data(20)))
        .outputDirectory(folder.resolve(output))
        .batchSize(5)
        .learningRate(3e-3)
        .maxSourceLength(32)
        .maxTargetLength(12)
        .threads(1);
  }

  @Test
  void a_run_learns_saves_and_is_loaded_again() {
    FineTuningResult result = run("out").validation(Dataset.of(data(10))).epochs(60).run();

    assertThat(result.history()).hasSize(60);
    EpochResult first = result.history().get(0);
    EpochResult last = result.history().get(59);
    assertThat(last.step()).isEqualTo(240);
    assertThat(last.epoch()).isEqualTo(60);
    assertThat(last.trainLoss()).isLessThan(first.trainLoss() / 4);
    Evaluation evaluation = last.evaluation().orElseThrow();
    assertThat(evaluation.loss()).isLessThan(first.evaluation().orElseThrow().loss() / 4);
    assertThat(evaluation.rouge().orElseThrow().rouge1().f1()).isGreaterThan(0.9);
    assertThat(evaluation.examples()).isEqualTo(10);

    try (Summarizer summarizer = Summarizer.load(result.model())) {
      List<Summary> summaries =
          summarizer.summarize(data(10).stream().map(Example::article).toList());
      assertThat(summaries).extracting(Summary::text).contains("A red cat.", "A green dog.");
      Summary alone = summarizer.summarize(data(10).get(3).article());
      assertThat(alone)
          .usingRecursiveComparison(SummarizerTest.BUT_ROUNDING)
          .isEqualTo(summaries.get(3));
      assertThat(alone.ended()).isTrue();
      assertThat(alone.truncated()).isFalse();
    }
  }

  @Test
  void the_same_seed_gives_the_same_model_and_another_seed_another() {
    float[] one = embedding(run("one").steps(6).run().model());
    float[] same = embedding(run("same").steps(6).run().model());
    float[] other = embedding(run("other").steps(6).seed(1).run().model());
    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void splitting_a_batch_does_not_change_the_mathematics() {
    List<List<TrainingStep>> runs = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    // Summaries of different length: a mean of the batches' means would differ.
    List<Example> data = new ArrayList<>(data(7));
    data.add(new Example("long", "In the yard a cat sat.", "A cat a cat a cat a cat."));
    for (int batch : new int[] {8, 4, 3, 1}) {
      List<TrainingStep> steps = new ArrayList<>();
      embeddings.add(
          embedding(
              run("batch-" + batch)
                  .train(Dataset.of(data))
                  .batchSize(batch)
                  .gradientAccumulation((8 + batch - 1) / batch)
                  .dropout(0)
                  .steps(3)
                  .listener(
                      new TrainingListener() {
                        @Override
                        public void onStep(TrainingStep step) {
                          steps.add(step);
                        }
                      })
                  .run()
                  .model()));
      runs.add(steps);
    }
    for (int i = 1; i < runs.size(); i++) {
      for (int step = 0; step < 3; step++) {
        TrainingStep whole = runs.get(0).get(step);
        TrainingStep split = runs.get(i).get(step);
        assertThat(split.loss()).isCloseTo(whole.loss(), within(1e-5 * whole.loss()));
        assertThat(split.gradientNorm())
            .isCloseTo(whole.gradientNorm(), within(1e-5 * whole.gradientNorm()));
      }
      assertThat(Golden.distance(embeddings.get(i), embeddings.get(0))).isLessThan(1e-5);
    }
  }

  @Test
  void steps_per_call_do_not_change_the_model() {
    float[] one = embedding(run("one").epochs(2).run().model());
    float[] many = embedding(run("many").epochs(2).stepsPerCall(3).run().model());
    assertThat(many).isEqualTo(one);
  }

  /** Every third article is longer, so that batches differ in their rows and lengths. */
  private static Dataset uneven(int count) {
    return Dataset.of(
        data(count).stream()
            .map(
                e ->
                    Integer.parseInt(e.id()) % 3 == 0
                        ? new Example(e.id(), e.article() + " " + e.article(), e.summary())
                        : e)
            .toList());
  }

  @Test
  void batches_of_any_policy_train_alike_in_one_call_or_many() {
    for (Batching batching : List.of(Batching.groupedByLength(), Batching.byTokens(120))) {
      List<float[]> embeddings = new ArrayList<>();
      for (int stepsPerCall : new int[] {1, 4}) {
        FineTuning.Builder run =
            Summarizer.fineTune(model)
                .train(uneven(20))
                .outputDirectory(folder.resolve(batching.policy() + "-" + stepsPerCall))
                .batching(batching)
                .gradientAccumulation(2)
                .maxSourceLength(32)
                .maxTargetLength(12)
                .threads(1)
                .epochs(3)
                .stepsPerCall(stepsPerCall);
        FineTuningResult result = run.run();
        embeddings.add(embedding(result.model()));
        assertThat(result.history()).extracting(EpochResult::epoch).containsExactly(1.0, 2.0, 3.0);
        assertThat(result.history().get(2).step()).isEqualTo(result.plan().totalSteps());
        assertThat(result.history().get(0).padding()).isEqualTo(result.plan().padding());
        double random =
            run.outputDirectory(folder.resolve("fixed-" + batching.policy() + stepsPerCall))
                .batching(Batching.fixedSize())
                .run()
                .plan()
                .padding();
        assertThat(result.plan().padding()).isBetween(0.0, random / 2);
      }
      assertThat(embeddings.get(1)).isEqualTo(embeddings.get(0));
    }
  }

  @Test
  void dropout_has_room_in_batches_of_many_rows_and_in_one_row_beyond_the_budget() {
    for (int budget : new int[] {5, 2000}) {
      FineTuningResult result =
          Summarizer.fineTune(model)
              .train(uneven(20))
              .outputDirectory(folder.resolve("budget-" + budget))
              .batching(Batching.byTokens(budget))
              .maxSourceLength(32)
              .threads(1)
              .dropout(0.5)
              .epochs(1)
              .run();
      assertThat(result.plan().totalSteps()).isEqualTo(budget == 5 ? 20 : 1);
      assertThat(result.history().get(0).trainLoss()).isPositive();
    }
  }

  @Test
  void a_token_cache_changes_no_loss_and_is_used_the_second_time() throws IOException {
    Path cache = folder.resolve("cache");
    List<List<TrainingStep>> runs = new ArrayList<>();
    List<Long> tokenized = new ArrayList<>();
    for (String name : List.of("memory", "first", "second")) {
      List<TrainingStep> steps = new ArrayList<>();
      List<TokenizationProgress> progress = new ArrayList<>();
      FineTuning.Builder run =
          run(name)
              .validation(Dataset.of(data(4)))
              .epochs(2)
              .listener(
                  new TrainingListener() {
                    @Override
                    public void onStep(TrainingStep step) {
                      steps.add(step);
                    }

                    @Override
                    public void onTokenization(TokenizationProgress done) {
                      progress.add(done);
                    }
                  });
      FineTuningResult result = (name.equals("memory") ? run : run.tokenCache(cache)).run();
      assertThat(result.plan().train().rowsRead()).isEqualTo(20);
      runs.add(steps);
      tokenized.add(progress.stream().mapToLong(TokenizationProgress::rows).sum());
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0)).hasSize(8);
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
    assertThat(tokenized).containsExactly(24L, 24L, 0L);
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void tokens_that_a_run_left_do_not_fill_its_output_directory_and_go_with_the_model()
      throws IOException {
    Path tokens = Files.createDirectories(folder.resolve("out/token-cache"));
    Files.writeString(tokens.resolve("0123456789abcdef0123456789abcdef.tokens"), "damaged");
    run("out").steps(1).run();
    assertThat(tokens).doesNotExist();
  }

  @Test
  void the_training_graph_can_be_written_and_is_valid_onnx() throws Exception {
    Path file = folder.resolve("training.onnx");
    run("out").build().writeTrainingGraph(file);
    try (var session =
        ai.onnxruntime.OrtEnvironment.getEnvironment().createSession(file.toString())) {
      assertThat(session.getInputNames()).contains("source", "labels", "parameters.0");
      assertThat(session.getOutputNames()).contains("loss", "gradients.0");
    }
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void blank_rows_are_dropped_counted_and_reported() {
    List<Example> rows = new ArrayList<>(data(4));
    rows.add(new Example("no summary", "An article.", " "));
    rows.add(new Example("no article", "", "A summary."));
    FineTuningResult result =
        run("out").train(Dataset.of(rows)).validation(Dataset.of(rows)).steps(1).run();
    assertThat(result.plan().train().rowsDropped()).isEqualTo(2);
    assertThat(result.plan().train().firstDroppedIds()).containsExactly("no summary", "no article");
    assertThat(result.history().get(0).evaluation().orElseThrow().examples()).isEqualTo(4);
  }

  @Test
  void a_loss_that_is_not_finite_stops_the_run_and_keeps_the_last_checkpoint() {
    // One step to an epoch. The first has rate 0, the second blows the weights up after its loss
    // was measured, so the third is the one that fails.
    assertThatThrownBy(
            () ->
                run("out")
                    .batchSize(20)
                    .learningRate(1e30)
                    .warmupSteps(10)
                    .maxGradientNorm(0)
                    .steps(10)
                    .run())
        .isInstanceOf(NonFiniteLossException.class)
        .hasMessageMatching(
            "step 3: expected a finite loss and gradient, got loss .* norm NaN; (?s:.*)")
        .hasMessageContaining("The last good checkpoint is " + folder.resolve("out/checkpoint-2"));
    Summarizer.load(folder.resolve("out/checkpoint-2")).close();
    assertThat(folder.resolve("out/model.safetensors")).doesNotExist();
  }

  @Test
  void a_run_that_a_listener_ends_leaves_a_whole_checkpoint() {
    assertThatThrownBy(
            () ->
                run("out")
                    .listener(
                        new TrainingListener() {
                          @Override
                          public void onSave(SavedCheckpoint checkpoint) {
                            throw new IllegalStateException("stop here");
                          }
                        })
                    .epochs(5)
                    .run())
        .hasMessage("stop here");
    Summarizer.load(folder.resolve("out/checkpoint-4")).close();
  }

  @Test
  void the_newest_three_checkpoints_stay_beside_the_model_and_the_reports() throws IOException {
    Path output = run("out").epochs(5).run().model();
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".lock",
              "README.md",
              "checkpoint-12",
              "checkpoint-16",
              "checkpoint-20",
              "config.json",
              "generation_config.json",
              "metrics.jsonl",
              "model.safetensors",
              "report.html",
              "summarizer.json",
              "tensorboard",
              "tokenizer.json",
              "tokenizer_config.json");
    }
  }

  @Test
  void a_model_comes_with_a_card_of_its_training_and_a_page_of_its_course() throws IOException {
    FineTuningResult result =
        run("out")
            .validation(Dataset.of("held", () -> data(4).stream()))
            .learningRate(1e-3)
            .epochs(2)
            .run();
    String card = Files.readString(result.model().resolve("README.md"));
    assertThat(card)
        .contains("# out\n", "fine-tuned from model.", "| validation | held | 4 |")
        .contains("| learningRate | 0.001 |", "| batchSize | 5 |")
        .containsPattern("\\| 2\\.00 \\| 8 \\| \\d+\\.\\d{4} \\| \\d+\\.\\d{4} \\| ")
        .doesNotContain(folder.toString());
    Evaluation last = result.evaluations().get(1).evaluation();
    assertThat(card)
        .contains(
            String.format(
                java.util.Locale.ROOT,
                "value: %.4f",
                100 * last.rouge().orElseThrow().rougeLsum().f1()));
    assertThat(Files.readString(result.model().resolve("report.html")))
        .contains("completed</span>", "Step <b>8</b> of 8");
    assertThat(result.plan().lengths().source().longest()).isBetween(8, 32);
    try (Stream<Path> files = Files.list(result.model().resolve("tensorboard"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void reports_can_be_left_out() throws IOException {
    Path output = run("out").steps(1).reports(false).run().model();
    try (Stream<Path> files = Files.list(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("README.md")
          .doesNotContain("metrics.jsonl", "report.html", "tensorboard");
    }
  }

  @Test
  void an_output_directory_with_files_is_refused_unless_told() throws IOException {
    Path output = Files.createDirectory(folder.resolve("out"));
    Files.writeString(output.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> run("out").run())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is not empty; choose another output directory");
    run("out").overwriteOutput(true).steps(1).run();
    assertThat(output.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void a_summarizer_that_is_closed_says_so() {
    Summarizer summarizer = Summarizer.load(model);
    summarizer.close();
    summarizer.close();
    assertThatThrownBy(() -> summarizer.summarize("Text."))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the summarizer is closed; load the model again");
  }

  private static float[] embedding(Path directory) {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      FloatBuffer values = FloatBuffer.allocate(120 * 32);
      checkpoint.readFloats("shared.weight", values);
      return values.array();
    }
  }
}
