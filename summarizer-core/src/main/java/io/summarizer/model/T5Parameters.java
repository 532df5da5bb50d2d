package io.summarizer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a T5 network in the names, shapes and order of Hugging Face's {@code
 * T5ForConditionalGeneration.named_parameters()}.
 *
 * <p>Matrices are stored as PyTorch's {@code Linear} keeps them, [out, in]. No layer has a bias.
 */
public final class T5Parameters {
  /** The embedding of the encoder and the decoder, [vocabSize, dModel]. */
  public static final String EMBEDDING = "shared.weight";

  /** The output head of a model that does not tie it to the embedding, [vocabSize, dModel]. */
  public static final String OUTPUT_HEAD = "lm_head.weight";

  private final T5Config config;
  private final List<ParameterSpec> specs = new ArrayList<>();

  private T5Parameters(T5Config config) {
    this.config = config;
  }

  /**
   * Lists a network's parameters.
   *
   * @param config its configuration
   * @param tied whether the embedding serves as the output head
   * @return the parameters, each once, in Hugging Face's order
   */
  public static List<ParameterSpec> of(T5Config config, boolean tied) {
    T5Parameters parameters = new T5Parameters(config);
    parameters.add(EMBEDDING, config.vocabSize(), config.dModel());
    parameters.addEncoder();
    parameters.addDecoder();
    if (!tied) {
      parameters.add(OUTPUT_HEAD, config.vocabSize(), config.dModel());
    }
    return List.copyOf(parameters.specs);
  }

  private void addEncoder() {
    for (int block = 0; block < config.numLayers(); block++) {
      String layer = "encoder.block." + block + ".layer.";
      addAttention(layer + "0", "SelfAttention", block == 0);
      addFeedForward(layer + "1");
    }
    add("encoder.final_layer_norm.weight", config.dModel());
  }

  private void addDecoder() {
    for (int block = 0; block < config.numDecoderLayers(); block++) {
      String layer = "decoder.block." + block + ".layer.";
      addAttention(layer + "0", "SelfAttention", block == 0);
      addAttention(layer + "1", "EncDecAttention", false);
      addFeedForward(layer + "2");
    }
    add("decoder.final_layer_norm.weight", config.dModel());
  }

  /** The first block of a stack holds the position biases that all its blocks use. */
  private void addAttention(String layer, String kind, boolean withPositionBias) {
    String attention = layer + "." + kind + ".";
    long inner = (long) config.numHeads() * config.dKv();
    add(attention + "q.weight", inner, config.dModel());
    add(attention + "k.weight", inner, config.dModel());
    add(attention + "v.weight", inner, config.dModel());
    add(attention + "o.weight", config.dModel(), inner);
    if (withPositionBias) {
      add(
          attention + "relative_attention_bias.weight",
          config.relativeAttentionNumBuckets(),
          config.numHeads());
    }
    add(layer + ".layer_norm.weight", config.dModel());
  }

  private void addFeedForward(String layer) {
    String dense = layer + ".DenseReluDense.";
    if (config.feedForward().isGated()) {
      add(dense + "wi_0.weight", config.dFf(), config.dModel());
      add(dense + "wi_1.weight", config.dFf(), config.dModel());
    } else {
      add(dense + "wi.weight", config.dFf(), config.dModel());
    }
    add(dense + "wo.weight", config.dModel(), config.dFf());
    add(layer + ".layer_norm.weight", config.dModel());
  }

  private void add(String name, long... shape) {
    specs.add(ParameterSpec.of(name, shape));
  }
}
