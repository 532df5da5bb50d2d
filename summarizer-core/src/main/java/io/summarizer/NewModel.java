package io.summarizer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.ParameterSpec;
import java.nio.file.Path;

/**
 * A model with random weights, to be trained from scratch.
 *
 * @param directory its directory, in the Hugging Face layout
 * @param parameters the number of parameters
 */
public record NewModel(Path directory, long parameters) {
  /**
   * Writes a model.
   *
   * <p>The weights are drawn as Hugging Face's {@code T5PreTrainedModel._init_weights} draws them.
   * The model gets an output head of its own if the configuration says {@code
   * "tie_word_embeddings": false}.
   *
   * @param config the config.json of a T5, which says how large the model is
   * @param tokenizer a tokenizer.json, or a directory with tokenizer files, to put beside it
   * @param seed the weights are the same for the same configuration and seed
   * @param directory the directory to write; it must not exist or be empty
   * @return the model
   * @throws CheckpointException if a file cannot be read or written, or the configuration is none
   *     of a T5
   */
  @CanIgnoreReturnValue
  public static NewModel create(Path config, Path tokenizer, long seed, Path directory) {
    Checkpoint.initialize(config, tokenizer, seed, directory);
    try (Checkpoint model = Checkpoint.open(directory)) {
      return new NewModel(
          directory, model.parameters().stream().mapToLong(ParameterSpec::elements).sum());
    }
  }
}
