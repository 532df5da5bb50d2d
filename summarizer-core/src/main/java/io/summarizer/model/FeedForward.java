package io.summarizer.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The feed-forward sub-layer of a T5 block. */
public enum FeedForward {
  /** {@code wo(relu(wi x))}: the original T5. */
  RELU("relu", "relu"),
  /**
   * {@code wo(gelu(wi_0 x) * wi_1 x)} with the tanh approximation of GELU: T5 v1.1, Flan-T5, mT5.
   */
  GATED_GELU("gated-gelu", "gelu_new");

  private final String configName;
  private final String activation;

  FeedForward(String configName, String activation) {
    this.configName = configName;
    this.activation = activation;
  }

  /** Whether a second input matrix multiplies the activation. */
  public boolean isGated() {
    return this == GATED_GELU;
  }

  /** The value of {@code feed_forward_proj} in config.json. */
  public String configName() {
    return configName;
  }

  /** The value of {@code dense_act_fn} in config.json, a repetition that newer files carry. */
  String activation() {
    return activation;
  }

  static Optional<FeedForward> of(String configName) {
    return Arrays.stream(values()).filter(f -> f.configName.equals(configName)).findFirst();
  }

  static String supported() {
    return Arrays.stream(values())
        .map(f -> "'" + f.configName + "'")
        .collect(Collectors.joining(" or "));
  }
}
