package io.summarizer;

import io.summarizer.model.Checkpoint;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.SafeTensorsFile;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.tokens.Batch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A small checkpoint and what PyTorch computes from it, see make_t5_goldens.py. */
public final class Golden {
  private final Path folder;
  private final T5Config config;
  private final JsonNode expected;

  public Golden(String variant) {
    try {
      folder =
          Path.of(Objects.requireNonNull(Golden.class.getResource("/goldens/" + variant)).toURI());
      config = T5Config.read(folder.resolve("config.json"));
      expected = new ObjectMapper().readTree(Files.readString(folder.resolve("expected.json")));
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(variant, e);
    }
  }

  public T5Config config() {
    return config;
  }

  public Path folder() {
    return folder;
  }

  public List<ParameterSpec> tensors() {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return checkpoint.parameters();
    }
  }

  public JsonNode expected() {
    return Objects.requireNonNull(expected);
  }

  /** The batch of three that everything was computed from. */
  public Batch batch() {
    return new Batch(3, 23, 11, longs("source"), longs("source_lengths"), longs("labels"), 0);
  }

  private long[] longs(String field) {
    List<Long> result = new ArrayList<>();
    for (JsonNode row : expected().get(field)) {
      if (row.isArray()) {
        row.forEach(id -> result.add(id.asLong()));
      } else {
        result.add(row.asLong());
      }
    }
    return result.stream().mapToLong(Long::longValue).toArray();
  }

  /** One tensor of one of the golden files. */
  public float[] tensor(String file, String name) {
    try (SafeTensorsFile tensors = SafeTensorsFile.open(folder.resolve(file))) {
      long elements = tensors.info(name).shape().stream().reduce(1L, (a, b) -> a * b);
      FloatBuffer target = FloatBuffer.allocate((int) elements);
      tensors.readFloats(name, target);
      return target.array();
    }
  }

  /** Reads the checkpoint's parameters. */
  public void read(ParameterBlocks target) {
    for (ParameterSpec tensor : tensors()) {
      target.parameter(tensor.name()).put(tensor("model.safetensors", tensor.name()));
    }
  }

  public ParameterBlocks parameters(ParameterLayout layout) {
    ParameterBlocks blocks = new ParameterBlocks(layout);
    read(blocks);
    return blocks;
  }

  /** The norm of the difference, relative to the norm of what is expected. */
  public static double distance(float[] actual, float[] expected) {
    if (actual.length != expected.length) {
      throw new AssertionError("expected " + expected.length + " numbers, got " + actual.length);
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
