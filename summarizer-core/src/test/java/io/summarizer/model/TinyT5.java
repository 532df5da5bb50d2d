package io.summarizer.model;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The tiny checkpoints of src/test/python/make_checkpoints.py and models of the same size. */
final class TinyT5 {
  static final String CONFIG =
      """
      {
        "model_type": "t5",
        "vocab_size": 24,
        "d_model": 6,
        "d_kv": 4,
        "d_ff": 10,
        "num_layers": 2,
        "num_decoder_layers": 1,
        "num_heads": 2
      }
      """;

  private TinyT5() {}

  /** A directory or file under src/test/resources/io/summarizer/model. */
  static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(TinyT5.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static T5Config config() {
    return T5Config.parse(CONFIG);
  }

  /** The rule of make_checkpoints.py: different for each name, exact in F16 and BF16. */
  static float[] values(ParameterSpec spec) {
    float[] values = new float[(int) spec.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((i + spec.name().length()) % 127 - 63) / 16f;
    }
    return values;
  }

  static FloatBuffer buffer(ParameterSpec spec) {
    return FloatBuffer.wrap(values(spec));
  }

  static float[] read(Checkpoint checkpoint, ParameterSpec spec) {
    float[] values = new float[(int) spec.elements()];
    checkpoint.readFloats(spec.name(), FloatBuffer.wrap(values));
    return values;
  }

  /** Copies a directory without sub-directories. */
  static Path copy(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }
}
