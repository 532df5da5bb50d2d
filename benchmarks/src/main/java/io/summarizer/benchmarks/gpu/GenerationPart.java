package io.summarizer.benchmarks.gpu;

import io.summarizer.GenerationOptions;
import io.summarizer.benchmarks.GenerationBenchmark;
import io.summarizer.benchmarks.T5Shape;
import io.summarizer.generate.Generator;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Summaries per second, beside the peer's, which has t5-small's shape only. */
@Command(name = "generation", description = "Summaries per second of greedy search and beams.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GenerationPart implements Callable<Integer> {
  @Mixin private Bench bench;
  @Mixin private Peers peers;

  @Option(names = "--model", defaultValue = "t5-small")
  private String model;

  @Option(names = "--articles", defaultValue = "64")
  private int articles;

  @Option(names = "--source", defaultValue = "1024")
  private int source;

  @Option(names = "--new", defaultValue = "128", description = "Tokens of a summary, exactly.")
  private int target;

  @Option(names = "--beams", defaultValue = "1,4", split = ",")
  private List<Integer> beams;

  @Option(names = "--dtypes", defaultValue = "fp16,fp32", split = ",")
  private List<Precisions> precisions;

  @Option(names = "--measure-seconds", defaultValue = "5", description = "Of each search.")
  private double measureSeconds;

  @Override
  public Integer call() {
    for (int lanes : beams) {
      for (Precisions precision : precisions) {
        ours(precision, lanes);
        peers.script("hf_generate.py").ifPresent(script -> theirs(script, precision, lanes));
      }
    }
    return bench.exitCode();
  }

  private void ours(Precisions precision, int lanes) {
    bench.attempt(
        "generation",
        Results.object()
            .put("by", "summarizer")
            .put("model", model)
            .put("dtype", precision.peerName())
            .put("batch", articles)
            .put("source", source)
            .put("new", target)
            .put("beams", lanes),
        line -> measure(T5Shape.named(model), precision, lanes, line));
  }

  private void measure(T5Shape shape, Precisions precision, int lanes, ObjectNode line)
      throws Exception {
    GenerationOptions options = GenerationBenchmark.likeThePeer(target, lanes);
    List<int[]> sources = shape.sources(articles, source);
    try (ParameterBlocks parameters = new ParameterBlocks(ParameterLayout.of(shape.tensors(), 1))) {
      shape.randomize(parameters);
      SessionOptions session = bench.session(null);
      Arithmetic arithmetic = precision.on(session.device());
      try (Generator generator = new Generator(shape.config(), parameters, arithmetic, session)) {
        Runnable all =
            () -> generator.generate(parameters, sources, articles, Long.MAX_VALUE, options);
        all.run();
        Timing timing = GpuWatch.during(bench, line, () -> Timing.of(all, 2, measureSeconds));
        line.put("calls", timing.seconds().size()).put("seconds", timing.median());
        line.put("summaries_per_second", articles / timing.median());
        line.put("tokens_per_second", articles * target / timing.median());
      }
    }
  }

  private void theirs(Path script, Precisions precision, int lanes) {
    peers.measure(
        bench,
        "generation",
        script,
        List.of(
            "--batch",
            "" + articles,
            "--source",
            "" + source,
            "--new",
            "" + target,
            "--beams",
            "" + lanes,
            "--dtype",
            precision.peerName()));
  }
}
