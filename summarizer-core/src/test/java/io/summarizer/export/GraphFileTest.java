package io.summarizer.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.summarizer.ExportFormat;
import io.summarizer.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files hold: names and extents as Optimum gives them, and the weights beside them. */
class GraphFileTest {
  @TempDir Path folder;

  private ModelProto model(ExportFormat format, String graph) throws IOException {
    Exported exported = Exported.of("t5-v1.0", format, null, folder);
    return ModelProto.parseFrom(Files.readAllBytes(exported.file(graph)));
  }

  /** A name, its extents, and its type unless that is float32. */
  private static String signature(ValueInfoProto value) {
    String type =
        switch (value.getType().getTensorType().getElemType()) {
          case TensorProto.DataType.FLOAT_VALUE -> "";
          case TensorProto.DataType.INT64_VALUE -> " int64";
          default -> " bool";
        };
    return value.getName()
        + value.getType().getTensorType().getShape().getDimList().stream()
            .map(dim -> dim.getDimParam().isEmpty() ? "" + dim.getDimValue() : dim.getDimParam())
            .toList()
        + type;
  }

  private static List<String> inputs(ModelProto model) {
    return model.getGraph().getInputList().stream().map(GraphFileTest::signature).toList();
  }

  private static List<String> outputs(ModelProto model) {
    return model.getGraph().getOutputList().stream().map(GraphFileTest::signature).toList();
  }

  @Test
  void encoder_has_the_names_and_extents_of_optimum() throws IOException {
    ModelProto encoder = model(ExportFormat.OPTIMUM, "encoder_model");
    assertThat(inputs(encoder))
        .containsExactly(
            "input_ids[batch_size, encoder_sequence_length] int64",
            "attention_mask[batch_size, encoder_sequence_length] int64");
    assertThat(outputs(encoder))
        .containsExactly("last_hidden_state[batch_size, encoder_sequence_length, 24]");
  }

  @Test
  void decoder_has_the_names_and_extents_of_optimum() throws IOException {
    ModelProto decoder = model(ExportFormat.OPTIMUM, "decoder_model");
    assertThat(inputs(decoder))
        .containsExactly(
            "encoder_attention_mask[batch_size, encoder_sequence_length] int64",
            "input_ids[batch_size, decoder_sequence_length] int64",
            "encoder_hidden_states[batch_size, encoder_sequence_length, 24]");
    assertThat(outputs(decoder))
        .containsExactly(
            "logits[batch_size, decoder_sequence_length, 64]",
            "present.0.decoder.key[batch_size, 3, decoder_sequence_length, 10]",
            "present.0.decoder.value[batch_size, 3, decoder_sequence_length, 10]",
            "present.0.encoder.key[batch_size, 3, encoder_sequence_length, 10]",
            "present.0.encoder.value[batch_size, 3, encoder_sequence_length, 10]",
            "present.1.decoder.key[batch_size, 3, decoder_sequence_length, 10]",
            "present.1.decoder.value[batch_size, 3, decoder_sequence_length, 10]",
            "present.1.encoder.key[batch_size, 3, encoder_sequence_length, 10]",
            "present.1.encoder.value[batch_size, 3, encoder_sequence_length, 10]");
  }

  @Test
  void decoder_with_past_has_the_names_and_extents_of_optimum() throws IOException {
    ModelProto decoder = model(ExportFormat.OPTIMUM, "decoder_with_past_model");
    assertThat(inputs(decoder))
        .containsExactly(
            "encoder_attention_mask[batch_size, encoder_sequence_length] int64",
            "input_ids[batch_size, decoder_sequence_length] int64",
            "past_key_values.0.decoder.key[batch_size, 3, past_decoder_sequence_length, 10]",
            "past_key_values.0.decoder.value[batch_size, 3, past_decoder_sequence_length, 10]",
            "past_key_values.0.encoder.key[batch_size, 3, encoder_sequence_length, 10]",
            "past_key_values.0.encoder.value[batch_size, 3, encoder_sequence_length, 10]",
            "past_key_values.1.decoder.key[batch_size, 3, past_decoder_sequence_length, 10]",
            "past_key_values.1.decoder.value[batch_size, 3, past_decoder_sequence_length, 10]",
            "past_key_values.1.encoder.key[batch_size, 3, encoder_sequence_length, 10]",
            "past_key_values.1.encoder.value[batch_size, 3, encoder_sequence_length, 10]");
    String grown = "[batch_size, 3, past_decoder_sequence_length + decoder_sequence_length, 10]";
    assertThat(outputs(decoder))
        .containsExactly(
            "logits[batch_size, decoder_sequence_length, 64]",
            "present.0.decoder.key" + grown,
            "present.0.decoder.value" + grown,
            "present.1.decoder.key" + grown,
            "present.1.decoder.value" + grown);
  }

  @Test
  void merged_decoder_takes_a_cache_and_whether_it_is_used() throws IOException {
    ModelProto decoder = model(ExportFormat.TRANSFORMERS_JS, "decoder_model_merged");
    assertThat(inputs(decoder))
        .startsWith(
            "encoder_attention_mask[batch_size, encoder_sequence_length] int64",
            "input_ids[batch_size, decoder_sequence_length] int64",
            "encoder_hidden_states[batch_size, encoder_sequence_length, 24]",
            "past_key_values.0.decoder.key[batch_size, 3, past_decoder_sequence_length, 10]")
        .endsWith("use_cache_branch[1] bool")
        .hasSize(12);
    assertThat(outputs(decoder))
        .contains("present.1.encoder.value[batch_size, 3, encoder_sequence_length, 10]")
        .hasSize(9);
  }

  @Test
  void single_file_has_options_with_defaults() throws IOException {
    ModelProto model = model(ExportFormat.SINGLE, "summarizer");
    assertThat(inputs(model))
        .containsExactlyInAnyOrder(
            "source[batch, source_length] int64",
            "source_lengths[batch] int64",
            "max_new_tokens[] int64");
    assertThat(
            model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals("max_new_tokens"))
                .map(tensor -> tensor.getInt64Data(0)))
        .containsExactly((long) Exported.LIMIT);
    assertThat(model.getMetadataPropsList())
        .extracting(StringStringEntryProto::getKey)
        .containsExactly("inputs", "outputs", "search");
    String notes = model.getMetadataProps(1).getValue();
    assertThat(model.getGraph().getOutputList())
        .allSatisfy(output -> assertThat(notes).containsPattern("\\b" + output.getName() + "\\b"));
  }

  @Test
  void weights_stand_beside_the_graph_at_page_boundaries_each_once() throws IOException {
    Exported exported = Exported.of("t5-v1.0", ExportFormat.OPTIMUM, null, folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".onnx")).toList()) {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
        long data = Files.size(Path.of(file + "_data"));
        Set<Long> offsets = new TreeSet<>();
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
          if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            Map<String, String> place = place(tensor);
            assertThat(place).containsEntry("location", file.getFileName() + "_data");
            long offset = Long.parseLong(place.get("offset"));
            assertThat(offset % 4096).isZero();
            assertThat(offset + Long.parseLong(place.get("length"))).isLessThanOrEqualTo(data);
            assertThat(offsets.add(offset)).as(tensor.getName()).isTrue();
          } else {
            assertThat(tensor.getSerializedSize()).isLessThan(4096);
          }
        }
        assertThat(offsets).hasSizeGreaterThan(10);
      }
    }
    assertThat(exported.golden().tensors()).hasSizeGreaterThan(10);
  }

  private static Map<String, String> place(TensorProto tensor) {
    return tensor.getExternalDataList().stream()
        .collect(
            Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
  }

  @Test
  void graphs_in_float32_hold_only_standard_operators() throws IOException {
    for (ExportFormat format : ExportFormat.values()) {
      Exported.of("t5-v1.1", format, null, folder.resolve(format.name()));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> models = files.filter(path -> path.toString().endsWith(".onnx")).toList();
      assertThat(models).hasSize(6);
      for (Path file : models) {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
        assertThat(nodes(model.getGraph()))
            .as(file.toString())
            .allMatch(node -> node.getDomain().isEmpty())
            .noneMatch(node -> node.getOpType().equals("SimplifiedLayerNormalization"));
      }
    }
  }

  private static Stream<NodeProto> nodes(GraphProto graph) {
    return graph.getNodeList().stream()
        .flatMap(
            node ->
                Stream.concat(
                    Stream.of(node),
                    node.getAttributeList().stream()
                        .filter(AttributeProto::hasG)
                        .flatMap(attribute -> nodes(attribute.getG()))));
  }

  @Test
  void quantized_files_of_transformers_js_are_called_as_it_wants_them() throws IOException {
    Exported.of("t5-v1.0", ExportFormat.TRANSFORMERS_JS, Quantization.INT8, folder.resolve("a"));
    Exported.of("t5-v1.0", ExportFormat.TRANSFORMERS_JS, Quantization.INT4, folder.resolve("b"));
    assertThat(names(folder.resolve("a/onnx")))
        .containsExactly(
            "decoder_model_merged_quantized.onnx",
            "decoder_model_merged_quantized.onnx_data",
            "encoder_model_quantized.onnx",
            "encoder_model_quantized.onnx_data");
    assertThat(names(folder.resolve("b/onnx")))
        .contains("decoder_model_merged_q4.onnx", "encoder_model_q4.onnx");
    assertThat(Files.readString(folder.resolve("b/config.json")))
        .contains("\"use_external_data_format\" : true", "\"dtype\" : \"q4\"");
  }

  private static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
