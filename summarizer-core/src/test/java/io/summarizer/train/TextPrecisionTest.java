package io.summarizer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Lists;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.data.Example;
import io.summarizer.graph.DataType;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import io.summarizer.model.T5Initializer;
import io.summarizer.model.T5Parameters;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.VocabularyTrainer;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on English text in 16 bits leads where training in 32 bits does. */
class TextPrecisionTest {
  private static final int STEPS = 200;
  private static final int SMOOTHED = 20;
  private static final int BATCH = 8;

  @TempDir Path folder;

  @Test
  void losses_in_16_bits_end_within_two_percent_of_that_in_32_bits() {
    List<Example> news = ShortNews.examples(300, 11);
    Path file =
        VocabularyTrainer.create()
            .minimumCount(1)
            .train(news.stream().flatMap(e -> Stream.of(e.article(), e.summary())).toList())
            .write(folder);
    try (Tokenizer tokenizer = Tokenizer.builder().file(file).prefix("").build()) {
      T5Config config = config(tokenizer.vocabularySize(), 32);
      List<TokenizedExample> examples = tokenized(tokenizer, news);
      double[] full = losses(config, examples, Arithmetic.FLOAT32);

      assertThat(end(full)).as("something is learnt").isLessThan(full[0] / 3);
      for (Arithmetic arithmetic :
          List.of(
              new Arithmetic(DataType.BFLOAT16, true),
              new Arithmetic(DataType.FLOAT16, true),
              new Arithmetic(DataType.FLOAT16, false))) {
        double[] losses = losses(config, examples, arithmetic);
        assertThat(losses).as("the arithmetic differs").isNotEqualTo(full);
        assertThat(end(losses)).as("%s", arithmetic).isCloseTo(end(full), within(0.02 * end(full)));
      }
    }
  }

  private static T5Config config(int vocabulary, int width) {
    return T5Config.parse(
        """
        {"model_type": "t5", "vocab_size": %s, "d_model": %s, "d_kv": 8, "d_ff": %s,
         "num_layers": 2, "num_heads": 4, "decoder_start_token_id": 0}"""
            .formatted(vocabulary, width, 2 * width));
  }

  private static List<TokenizedExample> tokenized(Tokenizer tokenizer, List<Example> examples) {
    return examples.stream()
        .map(
            e ->
                new TokenizedExample(
                    e.id(),
                    tokenizer.source(e.article()).ids(),
                    tokenizer.target(e.summary()).ids()))
        .toList();
  }

  /** The loss of each step; one goes through the examples in their order, again and again. */
  private static double[] losses(
      T5Config config, List<TokenizedExample> examples, Arithmetic arithmetic) {
    List<List<TokenizedExample>> groups = Lists.partition(examples, BATCH);
    List<Double> losses = new ArrayList<>();
    List<ParameterSpec> specs = T5Parameters.of(config, true);
    try (Stepper stepper =
        new Stepper(
            new Stepper.Setup(
                config,
                ParameterLayout.of(specs, 3000),
                new Optimization(
                    Optimizer.adamW(),
                    new LearningRate(Schedule.linear(), 3e-3, 10, STEPS),
                    0,
                    1,
                    0),
                0,
                0,
                0,
                false,
                false,
                arithmetic),
            new SessionOptions(1, null))) {
      T5Initializer initializer = new T5Initializer(config);
      specs.forEach(spec -> initializer.fill(spec, 3, stepper.parameters().parameter(spec.name())));
      for (int step = 0; step < STEPS; step++) {
        Batch batch = Batch.of(groups.get(step % groups.size()), config.padTokenId());
        StepResult result = stepper.run(List.of(List.of(batch))).get(0);
        assertThat(result.skipped()).isFalse();
        losses.add(result.loss());
      }
    }
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The mean over the last steps. */
  private static double end(double[] losses) {
    double sum = 0;
    for (int step = STEPS - SMOOTHED; step < STEPS; step++) {
      sum += losses[step] / SMOOTHED;
    }
    return sum;
  }
}
