package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a run before it begins, and batches that do not fit. */
class ForecastTest {
  /** So many rows of it that no machine has the memory for all at once. */
  private static final int HUGE = 1 << 20;

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
         "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0, "dropout_rate": 0}""");
    model = folder.resolve("model");
    Checkpoint.initialize(config, folder.resolve("tokenizer"), 7, model);
  }

  private static List<Example> data(int count) {
    List<String> animals = List.of("cat", "dog", "crow");
    return IntStream.range(0, count)
        .mapToObj(i -> animals.get(i % 3))
        .map(a -> new Example(a, "In the yard a " + a + " sat near a tree.", "A " + a + "."))
        .toList();
  }

  private FineTuning.Builder run() {
    return Summarizer.fineTune(model)
        .train(Dataset.of(data(20)))
        .outputDirectory(folder.resolve("out"))
        .batchSize(5)
        .dropout(0)
        .threads(1);
  }

  @Test
  void a_plan_tells_steps_memory_time_and_disk_and_writes_nothing() {
    Forecast forecast = run().validation(Dataset.of(data(5))).epochs(3).build().plan();
    assertThat(forecast.plan().totalSteps()).isEqualTo(12);
    assertThat(forecast.plan().evaluations()).isEqualTo(3);
    assertThat(forecast.secondsPerStep()).isPositive();
    assertThat(forecast.trainingSeconds()).isEqualTo(12 * forecast.secondsPerStep());
    long parameters = forecast.plan().parameters() * Float.BYTES;
    assertThat(forecast.diskBytes()).isEqualTo(3 * 3 * parameters);
    assertThat(forecast.memory().parameters()).isEqualTo(parameters);
    assertThat(forecast.describe())
        .contains("12 steps, 4 to an epoch;", "and 3 evaluations", "memory of the largest step: 5");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_batch_that_does_not_fit_is_refused_before_the_first_step() {
    assertThatThrownBy(() -> run().batchSize(HUGE).run())
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageMatching(
            "batchSize 1048576 with texts of \\d+ and \\d+ tokens needs .* GiB, .* GiB are free;"
                + " batchSize \\d+ fits, and with a larger gradientAccumulation it is the same"
                + " mathematics");
  }

  @Test
  void with_dropout_it_is_split_too_although_the_masks_alone_are_too_large() {
    FineTuningResult split =
        run().batchSize(HUGE).dropout(0.1).fitBatchToMemory(true).steps(1).run();
    assertThat(split.history().get(0).trainLoss()).isPositive();
    assertThatThrownBy(
            () ->
                run()
                    .batchSize(1 << 30)
                    .dropout(0.1)
                    .outputDirectory(folder.resolve("other"))
                    .steps(1)
                    .run())
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageStartingWith(
            "batchSize: dropout of this model at these lengths needs a mask of");
  }

  @Test
  void if_allowed_it_is_split_and_the_model_is_the_same() {
    FineTuningResult split = run().batchSize(HUGE).fitBatchToMemory(true).steps(3).run();
    FineTuningResult whole =
        run().batchSize(20).outputDirectory(folder.resolve("whole")).steps(3).run();
    assertThat(split.plan().stepsPerEpoch()).isEqualTo(1);
    assertThat(split.history().get(2).trainLoss())
        .isCloseTo(whole.history().get(2).trainLoss(), org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void recomputation_changes_memory_and_no_number() {
    FineTuningResult kept = run().steps(4).run();
    FineTuningResult recomputed =
        run().recomputation(true).outputDirectory(folder.resolve("again")).steps(4).run();
    assertThat(recomputed.history().get(0).trainLoss())
        .isEqualTo(kept.history().get(0).trainLoss());
    assertThat(run().recomputation(true).build().plan().memory().activations())
        .isLessThan(run().build().plan().memory().activations());
  }
}
