package io.summarizer.generate;

import io.summarizer.GenerationOptions;
import io.summarizer.Golden;
import io.summarizer.model.GenerationConfig;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A small checkpoint whose summaries end at different steps, see make_generation_goldens.py. */
final class GenerationGolden implements AutoCloseable {
  static final List<String> VARIANTS =
      List.of("generation-v1.0", "generation-v1.1", "generation-ends");

  private final Golden golden;
  private final ParameterBlocks parameters;
  private final Generator generator;

  GenerationGolden(String variant) {
    this.golden = new Golden(variant);
    this.parameters = golden.parameters(ParameterLayout.of(golden.tensors(), 4_000));
    this.generator = new Generator(golden.config(), parameters, new SessionOptions(1, null));
  }

  Golden golden() {
    return golden;
  }

  ParameterBlocks parameters() {
    return parameters;
  }

  List<int[]> sources() {
    return rows(golden.expected().get("sources")).stream()
        .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /** The entries of a list of the golden file. */
  List<JsonNode> cases(String list) {
    return StreamSupport.stream(golden.expected().get(list).spliterator(), false).toList();
  }

  static GenerationOptions options(JsonNode entry) {
    return GenerationConfig.parse((ObjectNode) entry.get("options"), Path.of("expected.json"));
  }

  static List<List<Integer>> rows(JsonNode table) {
    List<List<Integer>> result = new ArrayList<>();
    for (JsonNode row : table) {
      List<Integer> ids = new ArrayList<>();
      row.forEach(id -> ids.add(id.asInt()));
      result.add(ids);
    }
    return result;
  }

  /** What a case expects, without the start token and without the padding after the end. */
  List<List<Integer>> generated(JsonNode entry) {
    List<List<Integer>> result = new ArrayList<>();
    for (List<Integer> row : rows(entry.get("ids"))) {
      int length = 1;
      while (length < row.size() && !(length > 1 && isEos(row.get(length - 1)))) {
        length++;
      }
      result.add(row.subList(1, length));
    }
    return result;
  }

  /** Whether a summary is over. */
  boolean ends(List<Integer> summary) {
    return isEos(summary.get(summary.size() - 1));
  }

  private boolean isEos(int token) {
    return golden.config().isEos(token);
  }

  List<List<Generated>> generate(List<int[]> sources, int batchSize, GenerationOptions options) {
    return generator.generate(parameters, sources, batchSize, Long.MAX_VALUE, options);
  }

  Generated stream(int[] source, GenerationOptions options, IntPredicate onToken) {
    return generator.generate(parameters, source, options, onToken);
  }

  @Override
  public void close() {
    generator.close();
    parameters.close();
  }
}
