package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random initial values of a T5 network, with the distributions of Hugging Face's {@code
 * T5PreTrainedModel._init_weights}.
 *
 * <p>All are normal with mean 0, times {@code initializer_factor}; the normalisations' scales are
 * that factor itself. Attention scores are not divided by the square root of the head's width, so
 * the query matrix takes that factor in its deviation.
 */
public final class T5Initializer {
  private final T5Config config;

  /**
   * Creates an initializer.
   *
   * @param config the network
   */
  public T5Initializer(T5Config config) {
    this.config = config;
  }

  /**
   * Draws one parameter's values.
   *
   * <p>They depend on the configuration, the parameter's name and the seed alone, not on the order
   * in which parameters are filled.
   *
   * @param spec one of {@link T5Parameters#of}
   * @param seed any number
   * @param destination receives the elements from its position on, which advances past them
   * @throws IllegalArgumentException if the parameter is none of T5's, or the destination has too
   *     little room
   */
  public void fill(ParameterSpec spec, long seed, FloatBuffer destination) {
    if (destination.remaining() < spec.elements()) {
      throw new IllegalArgumentException(
          "parameter '"
              + spec.name()
              + "' has "
              + spec.elements()
              + " elements, but the destination has room for only "
              + destination.remaining());
    }
    if (isScale(spec)) {
      for (long i = spec.elements(); i > 0; i--) {
        destination.put((float) config.initializerFactor());
      }
      return;
    }
    double deviation = standardDeviation(spec);
    long stream = Hashing.sipHash24(seed, 0).hashString(spec.name(), UTF_8).asLong();
    SplittableRandom random = new SplittableRandom(stream);
    for (long i = spec.elements(); i > 0; i--) {
      destination.put((float) (random.nextGaussian() * deviation));
    }
  }

  private static boolean isScale(ParameterSpec spec) {
    return spec.name().endsWith("layer_norm.weight");
  }

  private double standardDeviation(ParameterSpec spec) {
    List<String> path = Splitter.on('.').splitToList(spec.name());
    String module = path.size() < 2 ? "" : path.get(path.size() - 2);
    double fanIn =
        switch (module) {
          case "shared", "lm_head" -> 1;
          case "q" -> (double) config.dModel() * config.dKv();
          case "k", "v", "relative_attention_bias", "wi", "wi_0", "wi_1" -> config.dModel();
          case "o" -> (double) config.numHeads() * config.dKv();
          case "wo" -> config.dFf();
          default ->
              throw new IllegalArgumentException(
                  "'" + spec.name() + "' is not a parameter of T5; see T5Parameters");
        };
    return config.initializerFactor() / Math.sqrt(fanIn);
  }
}
