package io.summarizer.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX file, {@code name.onnx}, and the file of its weights beside it, {@code name.onnx_data}.
 * The weights are written one parameter at a time; the largest model takes the memory of its
 * largest parameter.
 */
final class GraphFile {
  private static final String DATA = "_data";

  /** Tensors begin at multiples of a memory page, so that they can be mapped into memory. */
  private static final int PAGE = 4096;

  private final String name;
  private final ModelProto model;
  private final ImmutableList<StoredTensor> tensors;

  /**
   * A file.
   *
   * @param name without the extension
   * @param weights the parameters by the inputs of the graph that stand for them
   * @param defaults what inputs are where a caller gives none
   * @param notes about the model, by their names
   */
  GraphFile(
      String name,
      Graph graph,
      Map<String, ParameterSpec> weights,
      WeightForm form,
      List<TensorProto> defaults,
      ImmutableMap<String, String> notes) {
    this.name = name;
    ModelRewriter rewriter = new ModelRewriter(weights, form);
    ModelProto built = graph.toModel();
    GraphProto.Builder rewritten = rewriter.rewrite(built.getGraph()).toBuilder();
    declareShapes(rewritten, graph);
    this.tensors = rewriter.stored();
    ModelProto.Builder result = built.toBuilder().setGraph(rewritten.addAllInitializer(defaults));
    notes.forEach(
        (key, value) ->
            result.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    this.model = result.build();
  }

  private static void declareShapes(GraphProto.Builder proto, Graph graph) {
    for (int i = 0; i < proto.getOutputCount(); i++) {
      Value value = graph.outputs().get(i);
      ValueInfoProto.Builder output = proto.getOutputBuilder(i);
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      for (Dim dim : value.shape().dims()) {
        TensorShapeProto.Dimension.Builder extent = shape.addDimBuilder();
        if (dim.isKnown()) {
          extent.setDimValue(dim.size());
        } else {
          extent.setDimParam(dim.toString().replace("+", " + "));
        }
      }
      output.getTypeBuilder().getTensorTypeBuilder().setShape(shape);
    }
  }

  /** The size of the weights, those that two tensors share once. */
  long weightBytes() {
    Map<TensorContent, Long> lengths = new HashMap<>();
    tensors.forEach(tensor -> lengths.put(tensor.content(), tensor.length()));
    return lengths.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Writes both files. */
  void write(Path directory, WeightSource weights) throws IOException {
    String dataName = name + ".onnx" + DATA;
    Map<TensorContent, Long> offsets = new HashMap<>();
    try (DataOutput output = new DataOutput(directory.resolve(dataName))) {
      for (StoredTensor tensor : tensors) {
        if (!offsets.containsKey(tensor.content())) {
          output.align(PAGE);
          offsets.put(tensor.content(), output.position());
          tensor.content().writeTo(output, weights);
        }
      }
    }
    ModelProto.Builder result = model.toBuilder();
    for (StoredTensor tensor : tensors) {
      result.getGraphBuilder().addInitializer(reference(tensor, dataName, offsets));
    }
    try (OutputStream file = Files.newOutputStream(directory.resolve(name + ".onnx"))) {
      result.build().writeTo(file);
    }
  }

  private static TensorProto reference(
      StoredTensor tensor, String dataName, Map<TensorContent, Long> offsets) {
    return TensorProto.newBuilder()
        .setName(tensor.name())
        .setDataType(tensor.type())
        .addAllDims(tensor.dims())
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", dataName))
        .addExternalData(entry("offset", String.valueOf(offsets.get(tensor.content()))))
        .addExternalData(entry("length", String.valueOf(tensor.length())))
        .build();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
