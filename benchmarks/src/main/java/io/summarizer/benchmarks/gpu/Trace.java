package io.summarizer.benchmarks.gpu;

import io.summarizer.report.RunJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What ONNX Runtime's profiler wrote of a session: nodes, those inside loops too, and runs. Nodes
 * of a GPU are timed on the processor: how long it took to start them, unless the environment
 * variable CUDA_LAUNCH_BLOCKING is 1, which makes the processor wait for each.
 *
 * @param nodes one for each time that a node ran
 * @param runs calls of the session, with the copies of inputs and outputs
 * @param executions of the session's graph, without those copies
 */
record Trace(List<Node> nodes, List<Span> runs, List<Span> executions) {
  private static final String KERNEL = "_kernel_time";
  private static final Set<String> CONTAINERS = Set.of("Loop", "If", "Scan");
  private static final Set<String> COPIES = Set.of("MemcpyFromHost", "MemcpyToHost");

  /** A stretch of time, in microseconds. */
  record Span(double start, double micros) {
    boolean holds(Span other) {
      return start <= other.start && other.start + other.micros <= start + micros;
    }

    double seconds() {
      return micros / 1e6;
    }
  }

  /**
   * A node that ran.
   *
   * @param provider that ran it, such as CUDAExecutionProvider
   * @param outputBytes of all its outputs
   * @param inputs types and shapes, as JSON
   * @param outputs types and shapes, as JSON
   */
  record Node(
      String name,
      String op,
      String provider,
      Span span,
      long outputBytes,
      JsonNode inputs,
      JsonNode outputs) {
    boolean onGpu() {
      return provider.startsWith("CUDA");
    }

    /** Whether its time is that of the nodes in it. */
    boolean isContainer() {
      return CONTAINERS.contains(op);
    }

    /** Whether it moves a value between processor and GPU. */
    boolean isCopy() {
      return COPIES.contains(op);
    }
  }

  /**
   * Reads the trace of the session that wrote into a folder, and was closed. Of several sessions
   * one only may have run.
   */
  static Trace read(Path folder) throws IOException {
    Trace trace = new Trace(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        trace.add(RunJson.MAPPER.readTree(file.toFile()));
      }
    }
    if (trace.nodes.isEmpty()) {
      throw new IOException(folder + ": no trace of nodes was written");
    }
    return trace;
  }

  private void add(JsonNode events) {
    for (JsonNode event : events) {
      String name = event.path("name").asString("");
      Span span = new Span(event.path("ts").asDouble(0), event.path("dur").asDouble(0));
      if (name.equals("model_run")) {
        runs.add(span);
      } else if (name.equals("SequentialExecutor::Execute")) {
        executions.add(span);
      } else if (event.path("cat").asString("").equals("Node") && name.endsWith(KERNEL)) {
        nodes.add(node(name.substring(0, name.length() - KERNEL.length()), span, event));
      }
    }
  }

  private static Node node(String name, Span span, JsonNode event) {
    JsonNode arguments = event.path("args");
    return new Node(
        name,
        arguments.path("op_name").asString(""),
        arguments.path("provider").asString(""),
        span,
        Long.parseLong(arguments.path("output_size").asString("0")),
        arguments.path("input_type_shape"),
        arguments.path("output_type_shape"));
  }

  /** The last run alone: those before it warm up. */
  Trace lastRun() {
    Span run = runs.get(runs.size() - 1);
    return new Trace(
        nodes.stream().filter(node -> run.holds(node.span())).toList(),
        List.of(run),
        executions.stream().filter(run::holds).toList());
  }

  /** Seconds of all executions of the graph; a loop's body is not counted twice. */
  double executionSeconds() {
    return executions.stream()
        .filter(one -> executions.stream().noneMatch(other -> other != one && other.holds(one)))
        .mapToDouble(Span::seconds)
        .sum();
  }

  /** Seconds of all runs. */
  double runSeconds() {
    return runs.stream().mapToDouble(Span::seconds).sum();
  }

  /** The nodes but for those that hold others. */
  List<Node> leaves() {
    return nodes.stream().filter(node -> !node.isContainer()).toList();
  }
}
