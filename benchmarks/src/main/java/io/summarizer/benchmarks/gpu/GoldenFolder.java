package io.summarizer.benchmarks.gpu;

import io.summarizer.model.Checkpoint;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.SafeTensorsFile;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.report.RunJson;
import io.summarizer.tokens.Batch;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * A small checkpoint and what PyTorch computes from it: one of the folders in
 * summarizer-core/src/test/resources/goldens.
 */
record GoldenFolder(Path folder) {
  T5Config config() {
    return T5Config.read(folder.resolve("config.json"));
  }

  JsonNode expected() {
    return RunJson.MAPPER.readTree(folder.resolve("expected.json").toFile());
  }

  List<ParameterSpec> tensors() {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return checkpoint.parameters();
    }
  }

  void read(ParameterBlocks target) {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      target.read(checkpoint);
    }
  }

  /** The batch that everything was computed from. */
  Batch batch() {
    JsonNode sources = expected().get("source");
    JsonNode labels = expected().get("labels");
    return new Batch(
        sources.size(),
        sources.get(0).size(),
        labels.get(0).size(),
        longs(sources),
        longs(expected().get("source_lengths")),
        longs(labels),
        0);
  }

  private static long[] longs(JsonNode table) {
    LongStream.Builder result = LongStream.builder();
    for (JsonNode row : table) {
      if (row.isArray()) {
        row.forEach(id -> result.add(id.asLong()));
      } else {
        result.add(row.asLong());
      }
    }
    return result.build().toArray();
  }

  /** Rows of ids without the start token, and without the padding after the end token. */
  static List<List<Integer>> summaries(JsonNode table, int end) {
    List<List<Integer>> result = new ArrayList<>();
    for (JsonNode row : table) {
      List<Integer> ids = new ArrayList<>();
      for (int i = 1; i < row.size() && (ids.isEmpty() || ids.get(ids.size() - 1) != end); i++) {
        ids.add(row.get(i).asInt());
      }
      result.add(ids);
    }
    return result;
  }

  /** The norm of the difference to a tensor of a file, relative to that tensor's norm. */
  double distance(FloatBuffer actual, double factor, String file, String name) {
    try (SafeTensorsFile tensors = SafeTensorsFile.open(folder.resolve(file))) {
      FloatBuffer expected = FloatBuffer.allocate(actual.remaining());
      tensors.readFloats(name, expected);
      expected.flip();
      double difference = 0;
      double norm = 0;
      for (int i = 0; i < expected.limit(); i++) {
        difference += Math.pow(actual.get(i) * factor - expected.get(i), 2);
        norm += Math.pow(expected.get(i), 2);
      }
      return Math.sqrt(difference / norm);
    }
  }
}
