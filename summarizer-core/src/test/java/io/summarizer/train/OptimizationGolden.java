package io.summarizer.train;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What make_optimization_goldens.py wrote. */
final class OptimizationGolden {
  private OptimizationGolden() {}

  /** The numbers that need no network. */
  static JsonNode read() {
    return read("/goldens/optimization.json");
  }

  /** Those of a small T5. */
  static JsonNode read(String file) {
    try (InputStream in =
        Objects.requireNonNull(OptimizationGolden.class.getResourceAsStream(file))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  static float[] floats(JsonNode array) {
    float[] result = new float[array.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) array.get(i).asDouble();
    }
    return result;
  }
}
