package io.summarizer.generate;

import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Generates token ids from parameters that stay where they are: a training run evaluates with it
 * between steps, without a copy.
 */
public final class Generator implements AutoCloseable {
  private final T5Config config;
  private final Session session;

  /** Prepares generation with networks whose parameters have the layout of {@code parameters}. */
  public Generator(T5Config config, ParameterBlocks parameters, SessionOptions options) {
    this.config = config;
    this.session =
        Session.open(
            "generation graph", GreedyGraph.build(config, parameters.layout()).toModel(), options);
  }

  /**
   * Generates greedily.
   *
   * @param sources token ids of the articles, each with its end token
   * @param batchSize how many are generated together, 1 or more
   * @param maxNewTokens the limit for each, 1 or more
   * @return for each source the new tokens, with the end token unless the limit came first
   */
  public List<int[]> generate(
      ParameterBlocks parameters, List<int[]> sources, int batchSize, int maxNewTokens) {
    int[][] results = new int[sources.size()][];
    // Sources of similar length together: less padding.
    List<Integer> order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparing(i -> sources.get(i).length))
            .toList();
    for (int start = 0; start < order.size(); start += batchSize) {
      List<Integer> rows = order.subList(start, Math.min(start + batchSize, order.size()));
      List<int[]> generated =
          generateBatch(parameters, rows.stream().map(sources::get).toList(), maxNewTokens);
      for (int i = 0; i < rows.size(); i++) {
        results[rows.get(i)] = generated.get(i);
      }
    }
    return Arrays.asList(results);
  }

  private List<int[]> generateBatch(
      ParameterBlocks parameters, List<int[]> sources, int maxNewTokens) {
    int rows = sources.size();
    int length = sources.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    long[] ids = new long[rows * length];
    long[] lengths = new long[rows];
    Arrays.fill(ids, config.padTokenId());
    for (int row = 0; row < rows; row++) {
      int[] source = sources.get(row);
      lengths[row] = source.length;
      for (int i = 0; i < source.length; i++) {
        ids[row * length + i] = source[i];
      }
    }
    try (Tensor sourceIds = Tensor.of(ids, rows, length);
        Tensor sourceLengths = Tensor.of(lengths, rows);
        Tensor limit = Tensor.of(new long[] {maxNewTokens})) {
      Map<String, Tensor> inputs = new HashMap<>();
      inputs.put(GreedyGraph.SOURCE, sourceIds);
      inputs.put(GreedyGraph.SOURCE_LENGTHS, sourceLengths);
      inputs.put(GreedyGraph.MAX_NEW_TOKENS, limit);
      parameters.bind(GreedyGraph.PARAMETERS, inputs);
      try (Outputs outputs = session.run(inputs, Set.of(GreedyGraph.TOKENS), Map.of())) {
        return rows(outputs.longs(GreedyGraph.TOKENS), rows);
      }
    }
  }

  /** The columns of [new tokens, rows], each up to its end token. */
  private List<int[]> rows(long[] tokens, int rows) {
    List<int[]> result = new ArrayList<>();
    int steps = tokens.length / rows;
    for (int row = 0; row < rows; row++) {
      int[] ids = new int[steps];
      int count = 0;
      while (count < steps) {
        ids[count] = (int) tokens[count * rows + row];
        if (ids[count++] == config.eosTokenId()) {
          break;
        }
      }
      result.add(Arrays.copyOf(ids, count));
    }
    return result;
  }

  /** Whether the limit ended a generated sequence, and not its end token. */
  public boolean isCut(int[] generated) {
    return generated.length == 0 || generated[generated.length - 1] != config.eosTokenId();
  }

  @Override
  public void close() {
    session.close();
  }
}
