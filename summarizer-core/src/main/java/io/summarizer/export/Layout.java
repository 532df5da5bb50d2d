package io.summarizer.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import io.summarizer.ExportFormat;
import io.summarizer.GenerationOptions;
import io.summarizer.Quantization;
import io.summarizer.export.DecoderGraph.Past;
import io.summarizer.generate.FileSearch;
import io.summarizer.graph.Graph;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.GenerationConfig;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which graphs a format has, and what their files are called.
 *
 * @param format of the files
 * @param quantization of the weights, or null for float32
 * @param search of a single file
 */
record Layout(ExportFormat format, @Nullable Quantization quantization, GenerationOptions search) {
  private static final String PARAMETERS = "parameters";

  /** The same files in float32. */
  Layout inFloat32() {
    return new Layout(format, null, search);
  }

  /** Where the graphs are. */
  Path folder(Path directory) {
    return format == ExportFormat.TRANSFORMERS_JS ? directory.resolve("onnx") : directory;
  }

  /** The file of a graph, without the extension. */
  String fileName(String graph) {
    if (format != ExportFormat.TRANSFORMERS_JS || quantization == null) {
      return graph;
    }
    return switch (quantization) {
      case INT8 -> graph + "_quantized";
      case INT4 -> graph + "_q4";
    };
  }

  /** The path of a graph. */
  Path file(Path directory, String graph) {
    return folder(directory).resolve(fileName(graph) + ".onnx");
  }

  /** Writes the graphs with their weights. */
  void write(Checkpoint checkpoint, Path directory) throws IOException {
    Files.createDirectories(folder(directory));
    for (GraphFile file : files(checkpoint)) {
      file.write(folder(directory), tensor -> read(checkpoint, tensor));
    }
  }

  private static float[] read(Checkpoint checkpoint, ParameterSpec tensor) {
    FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(tensor.elements()));
    checkpoint.readFloats(tensor.name(), values);
    return values.array();
  }

  /** The size of all weights. */
  long weightBytes(Checkpoint checkpoint) {
    return files(checkpoint).stream().mapToLong(GraphFile::weightBytes).sum();
  }

  private List<GraphFile> files(Checkpoint checkpoint) {
    return switch (format) {
      case OPTIMUM ->
          List.of(
              encoder(checkpoint),
              decoder(checkpoint, GraphNames.DECODER, Past.NONE),
              decoder(checkpoint, GraphNames.DECODER_WITH_PAST, Past.GIVEN));
      case TRANSFORMERS_JS ->
          List.of(encoder(checkpoint), decoder(checkpoint, GraphNames.DECODER_MERGED, Past.MERGED));
      case SINGLE -> List.of(single(checkpoint));
    };
  }

  private GraphFile encoder(Checkpoint checkpoint) {
    WeightInputs inputs = new WeightInputs(checkpoint.parameters(), PARAMETERS);
    return file(GraphNames.ENCODER, EncoderGraph.build(checkpoint.config(), inputs), inputs);
  }

  private GraphFile decoder(Checkpoint checkpoint, String name, Past past) {
    WeightInputs inputs = new WeightInputs(checkpoint.parameters(), PARAMETERS);
    return file(name, DecoderGraph.build(checkpoint.config(), inputs, past), inputs);
  }

  private GraphFile file(String name, Graph graph, WeightInputs inputs) {
    return new GraphFile(
        fileName(name), graph, inputs.byInput(), form(), List.of(), ImmutableMap.of());
  }

  private GraphFile single(Checkpoint checkpoint) {
    T5Config config = GenerationConfig.network(checkpoint);
    WeightInputs inputs = new WeightInputs(checkpoint.parameters(), FileSearch.PARAMETERS);
    FileSearch fileSearch = new FileSearch(config, search);
    List<TensorProto> defaults = new ArrayList<>();
    fileSearch.numbers().forEach((name, number) -> defaults.add(scalar(name, number)));
    fileSearch.vectors().forEach((name, numbers) -> defaults.add(vector(name, numbers)));
    return new GraphFile(
        GraphNames.SINGLE,
        fileSearch.graph(inputs.layout()),
        inputs.byInput(),
        form(),
        defaults,
        fileSearch.notes());
  }

  private static TensorProto scalar(String name, long number) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addInt64Data(number)
        .build();
  }

  private static TensorProto vector(String name, float[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE)
        .addDims(numbers.length)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  private WeightForm form() {
    if (quantization == null) {
      return new FloatForm();
    }
    return new QuantizedForm(
        switch (quantization) {
          case INT8 -> new BlockFormat(8, 128);
          case INT4 -> new BlockFormat(4, 32);
        });
  }
}
