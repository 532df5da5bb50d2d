package io.summarizer.examples.quickstart;

import io.summarizer.NewModel;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.Vocabulary;
import io.summarizer.text.VocabularyTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes a tiny T5 with random weights, and a tokenizer that knows the words of given articles. */
public final class UntrainedModel {
  /** What stands before every article belongs to the vocabulary too. */
  private static final String PREFIX = "summarize: ";

  /** The architecture of t5-small, with fewer layers and a quarter of the width. */
  private static final String CONFIG =
      """
      {
        "model_type": "t5",
        "vocab_size": %s,
        "d_model": 128,
        "d_kv": 32,
        "d_ff": 512,
        "num_layers": 2,
        "num_decoder_layers": 2,
        "num_heads": 4,
        "relative_attention_num_buckets": 32,
        "dropout_rate": 0.1,
        "feed_forward_proj": "relu",
        "decoder_start_token_id": 0
      }
      """;

  private UntrainedModel() {}

  /**
   * Writes the model.
   *
   * @param folder where config.json, the tokenizer and the model get a place each
   * @param texts what the tokenizer is made from
   * @param seed decides the weights
   * @return the model's directory, in the Hugging Face layout
   */
  public static Path write(Path folder, List<Example> texts, long seed) {
    Vocabulary vocabulary =
        VocabularyTrainer.create()
            .train(
                texts.stream()
                    .flatMap(text -> Stream.of(PREFIX + text.article(), text.summary()))
                    .toList());
    Path tokenizer = vocabulary.write(folder.resolve("tokenizer"));
    Path config = folder.resolve("config.json");
    try {
      Files.writeString(config, CONFIG.formatted(vocabulary.size()));
    } catch (IOException e) {
      throw new SummarizerException(config + ": cannot be written (" + e + ")", e);
    }
    return NewModel.create(config, tokenizer, seed, folder.resolve("untrained")).directory();
  }
}
