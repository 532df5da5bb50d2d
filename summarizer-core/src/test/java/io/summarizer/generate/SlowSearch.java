package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.GenerationOptions;
import io.summarizer.GenerationOptions.EarlyStopping;
import io.summarizer.Golden;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.Dropout;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.T5;
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
 * Searches as the books describe them, for one source, in plain Java: no cache, every step decodes
 * everything from the start, with the graph that training uses.
 */
final class SlowSearch implements AutoCloseable {
  private static final float NONE = -1e9f;

  private final Golden golden;
  private final ParameterBlocks parameters;
  private final Session session;

  SlowSearch(Golden golden, ParameterBlocks parameters) {
    this.golden = golden;
    this.parameters = parameters;
    Graph graph = new Graph("decode everything");
    Dim b = Dim.named("batch");
    T5 network =
        new T5(
            golden.config(),
            parameters
                .layout()
                .weights(parameters.layout().inputs(graph, "parameters"), Arithmetic.FLOAT32),
            Dropout.NONE);
    Value source = graph.input("source", DataType.INT64, Shape.of(Dim.named("s"), b));
    Value lengths = graph.input("lengths", DataType.INT64, Shape.of(b));
    Value target = graph.input("target", DataType.INT64, Shape.of(Dim.named("t"), b));
    Value padding = network.paddingMask(lengths, source);
    graph.output(
        "logits", network.logits(network.decode(target, network.encode(source, padding), padding)));
    this.session = Session.open("decoding", graph.toModel(), new SessionOptions(1, null));
  }

  /** A beginning of a summary, without the start token. */
  private record Beginning(List<Integer> ids, float score) {
    Beginning with(int id, float newScore) {
      List<Integer> longer = new ArrayList<>(ids);
      longer.add(id);
      return new Beginning(longer, newScore);
    }
  }

  /** The scores of the tokens that can follow, all from the start. */
  float[] logits(int[] source, List<Integer> ids) {
    long[] target = new long[ids.size() + 1];
    target[0] = golden.config().decoderStartTokenId();
    for (int i = 0; i < ids.size(); i++) {
      target[i + 1] = ids.get(i);
    }
    long[] sourceIds = Arrays.stream(source).asLongStream().toArray();
    try (Tensor s = Tensor.of(sourceIds, source.length, 1);
        Tensor l = Tensor.of(new long[] {source.length}, 1);
        Tensor t = Tensor.of(target, target.length, 1)) {
      Map<String, Tensor> inputs = new HashMap<>(Map.of("source", s, "lengths", l, "target", t));
      parameters.bind("parameters", inputs);
      try (Outputs outputs = session.run(inputs, Set.of("logits"), Map.of())) {
        float[] all = outputs.floats("logits");
        int vocabulary = golden.config().vocabSize();
        return Arrays.copyOfRange(all, all.length - vocabulary, all.length);
      }
    }
  }

  static float[] logSoftmax(float[] logits) {
    double max = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    double sum =
        IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i] - max)).sum();
    float[] result = new float[logits.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (logits[i] - max - Math.log(sum));
    }
    return result;
  }

  // ---- processors

  float[] process(float[] scores, List<Integer> generated, GenerationOptions options) {
    List<Integer> ids = new ArrayList<>(generated);
    ids.add(0, golden.config().decoderStartTokenId());
    float[] result = scores.clone();
    for (int id : Set.copyOf(ids)) {
      result[id] *=
          (float) (result[id] < 0 ? options.repetitionPenalty() : 1 / options.repetitionPenalty());
    }
    int n = options.noRepeatNgram();
    for (int end = n; n > 0 && end <= ids.size(); end++) {
      List<Integer> sequence = ids.subList(end - n, end);
      if (endsWith(ids, sequence.subList(0, n - 1))) {
        result[sequence.get(n - 1)] = Float.NEGATIVE_INFINITY;
      }
    }
    for (List<Integer> sequence : options.forbiddenTokens()) {
      int last = sequence.size() - 1;
      if (endsWith(ids, sequence.subList(0, last)) && !(last == 0 && ends(sequence.get(0)))) {
        result[sequence.get(last)] = Float.NEGATIVE_INFINITY;
      }
    }
    if (generated.size() < options.minNewTokens()) {
      golden.config().eosTokenIds().forEach(end -> result[end] = Float.NEGATIVE_INFINITY);
    }
    if (generated.isEmpty() && options.forcedFirstToken().isPresent()) {
      Arrays.fill(result, Float.NEGATIVE_INFINITY);
      result[options.forcedFirstToken().getAsInt()] = 0;
    }
    return result;
  }

  private static boolean endsWith(List<Integer> ids, List<Integer> tail) {
    return ids.size() >= tail.size()
        && ids.subList(ids.size() - tail.size(), ids.size()).equals(tail);
  }

  private boolean ends(int token) {
    return golden.config().isEos(token);
  }

  // ---- searches

  List<Generated> search(int[] source, GenerationOptions options) {
    return options.beams() == 1
        ? List.of(greedy(source, options))
        : beams(source, options).stream().limit(options.returnedSummaries()).toList();
  }

  private Generated greedy(int[] source, GenerationOptions options) {
    Beginning best = new Beginning(List.of(), 0);
    while (best.ids().size() < options.maxNewTokens()
        && best.ids().stream().noneMatch(this::ends)) {
      float[] logits = logits(source, best.ids());
      float[] scores = process(logits, best.ids(), options);
      int token =
          IntStream.range(0, scores.length)
              .boxed()
              .max(Comparator.comparing((Integer i) -> scores[i]).thenComparing(i -> -i))
              .orElseThrow();
      boolean forced = best.ids().isEmpty() && options.forcedFirstToken().isPresent();
      best = best.with(token, best.score() + (forced ? 0 : logSoftmax(logits)[token]));
    }
    return finished(best, options);
  }

  private Generated finished(Beginning summary, GenerationOptions options) {
    int length = summary.ids().size();
    return new Generated(
        ImmutableIntArray.copyOf(summary.ids()),
        summary.score() / Math.pow(length, options.lengthPenalty()),
        ends(summary.ids().get(length - 1)));
  }

  private List<Generated> beams(int[] source, GenerationOptions options) {
    int beams = options.beams();
    List<Beginning> running = List.of(new Beginning(List.of(), 0));
    List<Generated> pool = new ArrayList<>();
    boolean open = true;
    for (int length = 1; length <= options.maxNewTokens() && open; length++) {
      List<Beginning> candidates = new ArrayList<>();
      for (Beginning one : running) {
        float[] scores = process(logSoftmax(logits(source, one.ids())), one.ids(), options);
        for (int token = 0; token < scores.length; token++) {
          candidates.add(one.with(token, one.score() + scores[token]));
        }
      }
      candidates.sort(Comparator.comparing(c -> -c.score()));
      boolean atLimit = length == options.maxNewTokens();
      List<Beginning> next = new ArrayList<>();
      for (int rank = 0;
          rank < (1 + golden.config().eosTokenIds().length()) * beams && rank < candidates.size();
          rank++) {
        Beginning candidate = candidates.get(rank);
        boolean ends = atLimit || ends(candidate.ids().get(length - 1));
        if (!ends && next.size() < beams) {
          next.add(candidate);
        }
        if (ends && rank < beams && candidate.score() > NONE) {
          pool.add(finished(candidate, options));
        }
      }
      pool.sort(Comparator.comparing(summary -> -summary.score()));
      pool.subList(Math.min(beams, pool.size()), pool.size()).clear();
      running = next;
      open = !next.isEmpty() && isOpen(pool, next.get(0), length, options);
    }
    return pool;
  }

  private static boolean isOpen(
      List<Generated> pool, Beginning best, int length, GenerationOptions options) {
    if (pool.size() < options.beams()) {
      return true;
    }
    boolean atLimit = options.earlyStopping() == EarlyStopping.NEVER && options.lengthPenalty() > 0;
    double reachable =
        best.score() / Math.pow(atLimit ? options.maxNewTokens() : length, options.lengthPenalty());
    return options.earlyStopping() != EarlyStopping.WHEN_ENOUGH
        && reachable > pool.get(pool.size() - 1).score();
  }

  @Override
  public void close() {
    session.close();
  }
}
