package io.summarizer.runtime;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which part of ONNX Runtime, CPU or CUDA, ran each node of a session, by the trace that the
 * session wrote when it was closed. ONNX Runtime itself says nothing of a node that it leaves to
 * the CPU because there is no kernel for the GPU.
 *
 * @param nodes in the order in which they first ran, those in loops too
 * @see SessionOptions#profile
 */
public record NodePlacement(ImmutableList<PlacedNode> nodes) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String KERNEL = "_kernel_time";
  private static final String CPU = "CPUExecutionProvider";

  /** Their time is that of the nodes in them. */
  private static final Set<String> CONTAINERS = Set.of("If", "Loop", "Scan");

  private static final Set<String> INTEGERS = Set.of("int64", "int32", "bool");

  /** Extents and bounds, not token ids. */
  private static final long MOST_BYTES_OF_SHAPES = 4096;

  /**
   * A node that ran.
   *
   * @param operator as in {@code FusedMatMul}
   * @param provider as in {@code CUDAExecutionProvider}
   * @param shapes whether it gave no more than a few integers, which ONNX Runtime keeps on the CPU
   *     on purpose
   */
  public record PlacedNode(String name, String operator, String provider, boolean shapes) {}

  /**
   * Reads the trace of a session.
   *
   * @param profile what the session's options named; one session wrote there
   * @throws IOException if there is none, or it cannot be read
   */
  public static NodePlacement read(Path profile) throws IOException {
    Path folder = profile.resolveSibling("");
    String pattern = profile.getFileName() + "_*.json"; // ONNX Runtime adds the date
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      for (Path file : files) {
        return new NodePlacement(nodes(file));
      }
    }
    throw new IOException(folder.resolve(pattern) + ": no trace was written");
  }

  private static ImmutableList<PlacedNode> nodes(Path file) throws IOException {
    Map<String, PlacedNode> nodes = new LinkedHashMap<>();
    try {
      for (JsonNode event : MAPPER.readTree(file.toFile())) {
        String name = event.path("name").asString("");
        if (name.endsWith(KERNEL)) {
          String node = name.substring(0, name.length() - KERNEL.length());
          nodes.putIfAbsent(node, placed(node, event.path("args")));
        }
      }
    } catch (JacksonException e) {
      throw new IOException(file + ": is no trace of ONNX Runtime: " + e.getOriginalMessage(), e);
    }
    return ImmutableList.copyOf(nodes.values());
  }

  private static PlacedNode placed(String name, JsonNode arguments) {
    boolean small =
        Long.parseLong(arguments.path("output_size").asString("0")) <= MOST_BYTES_OF_SHAPES;
    boolean integers = true;
    for (JsonNode output : arguments.path("output_type_shape")) {
      integers &= INTEGERS.containsAll(output.propertyNames());
    }
    return new PlacedNode(
        name,
        arguments.path("op_name").asString(""),
        arguments.path("provider").asString(""),
        small && integers);
  }

  /** The nodes that the CPU ran, but for arithmetic of shapes and for loops around other nodes. */
  public ImmutableList<PlacedNode> onCpu() {
    return nodes.stream()
        .filter(node -> node.provider().equals(CPU))
        .filter(node -> !node.shapes() && !CONTAINERS.contains(node.operator()))
        .collect(toImmutableList());
  }
}
