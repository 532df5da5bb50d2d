package io.summarizer;

import io.summarizer.model.T5Parameters;

/** A part of the network that can be frozen: kept as it is in training. */
public enum ModelPart {
  /**
   * The encoder's blocks, without the embedding. As long as the embedding learns, gradients still
   * pass through the frozen blocks to it; freeze both, and the encoder has no backward pass at all.
   */
  ENCODER,
  /** The decoder's blocks, and the output head if it is not tied to the embedding. */
  DECODER,
  /**
   * The table of token embeddings that encoder and decoder share; the output head too if it is tied
   * to it.
   */
  EMBEDDING;

  /**
   * The part that a parameter belongs to.
   *
   * @param parameter its Hugging Face name, for example {@code shared.weight}
   */
  public static ModelPart of(String parameter) {
    if (parameter.equals(T5Parameters.EMBEDDING)) {
      return EMBEDDING;
    }
    return parameter.startsWith("encoder.") ? ENCODER : DECODER;
  }
}
