package io.summarizer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Lists;
import io.summarizer.DeviceException;
import io.summarizer.ExportFormat;
import io.summarizer.GenerationOptions;
import io.summarizer.Golden;
import io.summarizer.generate.Generator;
import io.summarizer.lifecycle.NativeMemory;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported files in ONNX Runtime against Hugging Face's {@code generate()}. */
class ExportedModelTest {
  @TempDir Path folder;

  static Stream<Arguments> models() {
    return Stream.of("t5-v1.0", "t5-v1.1")
        .flatMap(
            variant ->
                Stream.of(ExportFormat.values()).map(format -> Arguments.of(variant, format)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void ids_equal_those_of_hugging_face_in_any_batch(String variant, ExportFormat format) {
    Exported exported = Exported.of(variant, format, null, folder);
    try (ExportedModel model = exported.open()) {
      for (int size = 1; size <= 3; size++) {
        List<int[]> generated = new ArrayList<>();
        Lists.partition(exported.sources(), size)
            .forEach(batch -> generated.addAll(model.generate(batch)));
        assertThat(Exported.lists(generated))
            .as("batches of %s", size)
            .isEqualTo(exported.expected());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-v1.0", "t5-v1.1"})
  void decoder_without_a_cache_gives_the_same_ids(String variant) {
    Exported exported = Exported.of(variant, ExportFormat.OPTIMUM, null, folder);
    List<int[]> sources = exported.sources();
    SessionOptions options = new SessionOptions(1, null);
    try (Session encoder = Session.open(exported.file(GraphNames.ENCODER), options);
        Session decoder = Session.open(exported.file(GraphNames.DECODER), options)) {
      List<List<Integer>> generated =
          sources.stream().map(source -> withoutCache(encoder, decoder, source)).toList();
      assertThat(generated).isEqualTo(exported.expected());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-v1.0", "t5-v1.1"})
  void beams_in_one_file_give_the_ids_of_the_engine(String variant) {
    GenerationOptions beams =
        GenerationOptions.builder()
            .beams(3)
            .lengthPenalty(0.6)
            .noRepeatNgram(2)
            .minNewTokens(2)
            .maxNewTokens(Exported.LIMIT)
            .build();
    Exported exported = Exported.single(variant, beams, folder);
    Golden golden = exported.golden();
    ParameterLayout layout = ParameterLayout.of(golden.tensors(), 1);
    try (ExportedModel model = exported.open();
        ParameterBlocks parameters = golden.parameters(layout);
        Generator generator =
            new Generator(golden.config(), parameters, new SessionOptions(1, null))) {
      List<int[]> expected =
          generator.generate(parameters, exported.sources(), 3, Long.MAX_VALUE, beams).stream()
              .map(summaries -> summaries.get(0).ids().toArray())
              .toList();
      assertThat(Exported.lists(model.generate(exported.sources())))
          .isEqualTo(Exported.lists(expected));
    }
  }

  /** A graph holds the memory of all its weights. */
  @Test
  void model_of_which_a_file_is_missing_leaves_no_graph_open() throws IOException {
    Exported exported = Exported.of("t5-v1.0", ExportFormat.OPTIMUM, null, folder);
    Path missing = exported.file(GraphNames.DECODER_WITH_PAST);
    Files.delete(missing);
    int before = NativeMemory.held("graph of a file");
    assertThatThrownBy(exported::open)
        .isInstanceOf(DeviceException.class)
        .hasMessageStartingWith("ONNX Runtime refuses the " + missing);
    assertThat(NativeMemory.held("graph of a file")).isEqualTo(before);
  }

  private static List<Integer> withoutCache(Session encoder, Session decoder, int[] source) {
    long[] ids = new long[source.length];
    long[] ones = new long[source.length];
    for (int i = 0; i < source.length; i++) {
      ids[i] = source[i];
      ones[i] = 1;
    }
    List<Long> tokens = new ArrayList<>(List.of(0L));
    try (Tensor in = Tensor.of(ids, 1, ids.length);
        Tensor mask = Tensor.of(ones, 1, ones.length);
        Outputs encoded =
            encoder.run(
                Map.of("input_ids", in, "attention_mask", mask),
                Set.of("last_hidden_state"),
                Map.of());
        Tensor hidden =
            Tensor.of(encoded.floats("last_hidden_state"), encoded.shape("last_hidden_state"))) {
      while (tokens.size() <= Exported.LIMIT && tokens.get(tokens.size() - 1) != 1) {
        long[] sofar = tokens.stream().mapToLong(Long::longValue).toArray();
        try (Tensor begun = Tensor.of(sofar, 1, sofar.length);
            Outputs outputs =
                decoder.run(
                    Map.of(
                        "encoder_attention_mask",
                        mask,
                        "input_ids",
                        begun,
                        "encoder_hidden_states",
                        hidden),
                    Set.of("logits"),
                    Map.of())) {
          float[] logits = outputs.floats("logits");
          int vocabulary = logits.length / sofar.length;
          int last = logits.length - vocabulary;
          int best = 0;
          for (int token = 1; token < vocabulary; token++) {
            best = logits[last + token] > logits[last + best] ? token : best;
          }
          tokens.add((long) best);
        }
      }
    }
    return tokens.stream().skip(1).map(Math::toIntExact).toList();
  }
}
