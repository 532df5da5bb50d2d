package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.CheckpointException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.error.Remedy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model directories made to do harm. */
class HostileModelTest {
  private static final String NAME = "a plain file name that ends in .safetensors is expected";

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void copyModel() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(TinyT5.resource("t5-f16-sharded"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName().toString()));
      }
    }
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CheckpointException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.FIX_INPUT))
        .hasMessage(message);
  }

  private void open() {
    Checkpoint.open(model).close();
  }

  // ---- the index of shards

  static Stream<Arguments> indexes() {
    return Stream.of(
        arguments(
            "{\"a\": \"../model-00001.safetensors\"}", shard("\"../model-00001.safetensors\"")),
        arguments("{\"a\": \"/etc/m.safetensors\"}", shard("\"/etc/m.safetensors\"")),
        arguments("{\"a\": \"C:\\\\m.safetensors\"}", shard("\"C:\\\\m.safetensors\"")),
        arguments("{\"a\": \"x\\\\m.safetensors\"}", shard("\"x\\\\m.safetensors\"")),
        arguments("{\"a\": \"m\\u0000.safetensors\"}", shard("\"m\\u0000.safetensors\"")),
        arguments("{\"a\": \".hidden.safetensors\"}", shard("\".hidden.safetensors\"")),
        arguments(
            "{\"a\": \"model.safetensors.index.json\"}", shard("\"model.safetensors.index.json\"")),
        arguments("{\"a\": 7}", shard("7")),
        arguments("{\"a\": \"" + "b".repeat(500) + "\"}", shard("\"" + "b".repeat(99) + "...")),
        arguments(
            "{\"a\": \"none.safetensors\"}",
            "names the file none.safetensors, which is missing; the download may be incomplete"),
        arguments(
            "{\"a\\u001b[2J\": \"model-00001-of-00003.safetensors\"}",
            "places tensor 'a?[2J' in model-00001-of-00003.safetensors, which does not hold it"),
        arguments("[]", "lacks 'weight_map', an object of tensor to file name"));
  }

  private static String shard(String value) {
    return "places tensor 'a' in " + value + "; " + NAME;
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void an_index_reaches_only_the_files_beside_it(String map, String message) throws IOException {
    Path index = model.resolve(WeightFiles.INDEX);
    try (Stream<Path> files = Files.list(model)) {
      Path shard =
          files
              .filter(file -> file.toString().endsWith(".safetensors"))
              .sorted()
              .findFirst()
              .orElseThrow();
      Files.move(
          shard,
          model.resolve("model-00001-of-00003.safetensors"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(index, "{\"weight_map\": " + map + "}");
    assertRefused(this::open, index + ": " + message);
  }

  // ---- files that are none

  @ParameterizedTest
  @ValueSource(strings = {"config.json", WeightFiles.INDEX, WeightFiles.SINGLE})
  void a_directory_in_the_place_of_a_file_is_refused(String name) throws IOException {
    Files.deleteIfExists(model.resolve(name));
    Path directory = Files.createDirectory(model.resolve(name));
    assertRefused(this::open, directory + ": is to be a file, but is something else");
  }

  @Test
  void a_link_to_a_device_that_never_ends_is_refused() throws IOException {
    Path zero = Path.of("/dev/zero");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(zero));
    Path config = model.resolve("config.json");
    Files.delete(config);
    Files.createSymbolicLink(config, zero);
    assertRefused(this::open, config + ": is to be a file, but is something else");
  }

  // ---- JSON

  static Stream<Arguments> configurations() {
    String deep = "{\"a\":" + "[".repeat(2000);
    return Stream.of(
        arguments("", "must hold a JSON object, but holds MISSING"),
        arguments("null", "must hold a JSON object, but holds NULL"),
        arguments("{} {}", null),
        arguments(
            "{\"d_model\": 8, \"d_model\": 9}",
            "is not valid JSON: Duplicate Object property \"d_model\""),
        arguments("{\"" + "n".repeat(60_000) + "\": 1}", null),
        arguments("{\"d_model\": 1" + "0".repeat(2000) + "}", null),
        arguments(deep, null),
        arguments(
            " ".repeat((4 << 20) + 1),
            "is too large; a file of this kind has at most 4194304 bytes"),
        arguments("{\"vocab_size\": -1}", field("vocab_size", "-1", 1 << 24)),
        arguments("{\"vocab_size\": 2147483648}", field("vocab_size", "2147483648", 1 << 24)),
        arguments("{\"vocab_size\": 1e999999999}", field("vocab_size", "Infinity", 1 << 24)),
        arguments("{\"vocab_size\": NaN}", field("vocab_size", "NaN", 1 << 24)),
        arguments("{\"vocab_size\": \"9\"}", field("vocab_size", "\"9\"", 1 << 24)),
        arguments(
            "{\"vocab_size\": [\"" + "x".repeat(500) + "\"]}",
            field("vocab_size", "[\"" + "x".repeat(98) + "...", 1 << 24)),
        arguments(
            TinyT5.CONFIG.replace("\"num_layers\": 2", "\"num_layers\": 1000000000"),
            field("num_layers", "1000000000", 1024)),
        arguments(
            TinyT5.CONFIG
                .replace("\"vocab_size\": 24", "\"vocab_size\": 16777216")
                .replace("\"d_model\": 6", "\"d_model\": 32"),
            "'d_model' must be at most 31 so that the largest float32 tensor, of 16777216 rows,"
                + " stays below 2 GiB, but is 32"));
  }

  private static String field(String name, String value, int most) {
    return "'" + name + "' must be an integer from 1 to " + most + ", but is " + value;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void a_configuration_that_no_model_has_is_refused(
      String json, @org.jspecify.annotations.Nullable String message) throws IOException {
    Path config = Files.writeString(folder.resolve("config.json"), json);
    assertThatThrownBy(() -> T5Config.read(config))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(config + ": " + (message == null ? "is not valid JSON: " : message))
        .extracting(e -> String.valueOf(e.getMessage()).length() - config.toString().length())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.INTEGER)
        .isLessThan(700);
  }

  @Test
  void a_line_cannot_make_a_model_that_fills_the_heap() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            TinyT5.CONFIG
                .replace("\"vocab_size\": 24", "\"vocab_size\": 16777216")
                .replace("\"d_model\": 6", "\"d_model\": 31"));
    long heap = Runtime.getRuntime().maxMemory();
    org.junit.jupiter.api.Assumptions.assumeTrue(heap < 4L << 30);
    assertThatThrownBy(() -> Checkpoint.initialize(config, model, 1, folder.resolve("new")))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessage(
            config
                + ": its largest tensor takes 2080374784 bytes, more than half of the heap of "
                + heap
                + "; choose smaller sizes, or start Java with a larger -Xmx");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  static Stream<Arguments> generationConfigs() {
    return Stream.of(
        arguments(
            "{\"max_new_tokens\": 2147483647}",
            "cannot generate with maxNewTokens: expected 1 to 65536, got 2147483647"),
        arguments(
            "{\"num_return_sequences\": 2147483647, \"do_sample\": true}",
            "cannot generate with returnedSummaries: expected 1 to 1024, got 2147483647"),
        arguments(
            "{\"num_beams\": 13}",
            "cannot generate with beams: expected at most half of the vocabulary, 12, got 13"),
        arguments(
            "{\"num_beams\": 1e9}",
            "'num_beams' must be an integer from 1 to 2147483647, but is 1.0E9"),
        arguments(
            "{\"forced_bos_token_id\": 24}",
            "cannot generate with forcedFirstToken: expected ids below the vocabulary's size, 24, got 24"),
        arguments(
            "{\"bad_words_ids\": [[24]]}",
            "cannot generate with forbiddenTokens: expected ids below the vocabulary's size, 24, got 24"),
        arguments(
            "{\"bad_words_ids\": 5}",
            "'bad_words_ids' must be a list of lists of token ids, but is 5"),
        arguments(
            "{\"bad_words_ids\": [5]}",
            "'bad_words_ids' must be a list of lists of token ids, but is [5]"),
        arguments(
            "{\"temperature\": NaN}",
            "'temperature' must be a number from -1.7976931348623157E308 to below 1.7976931348623157E308, but is NaN"));
  }

  @ParameterizedTest
  @MethodSource("generationConfigs")
  void generation_options_that_the_model_cannot_follow_are_refused(String json, String message)
      throws IOException {
    Path file = Files.writeString(model.resolve(GenerationConfig.FILE), json);
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      assertRefused(() -> GenerationConfig.of(checkpoint), file + ": " + message);
    }
  }

  // ---- memory

  private static long allocatedBy(ThrowingCallable call) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(call).isInstanceOf(CheckpointException.class);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void a_header_takes_no_more_than_some_times_its_size() throws IOException {
    StringBuilder json = new StringBuilder("{\"__metadata__\": {}");
    for (int i = 0; i < 50_000; i++) {
      json.append(",\"")
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    json.append(",\"x\":{\"shape\":[1").append(",1".repeat(1 << 20)).append("]}}");
    byte[] header = json.toString().getBytes(UTF_8);
    Path file = folder.resolve("a.safetensors");
    Files.write(
        file,
        ByteBuffer.allocate(8 + header.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array());
    assertThat(allocatedBy(() -> SafeTensorsFile.open(file))).isLessThan(40L * header.length);
  }

  @Test
  void a_configuration_takes_no_more_than_its_limit_allows() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"a\":[" + "[],".repeat(1_300_000) + "[]]}");
    assertThat(allocatedBy(() -> T5Config.read(config))).isLessThan(300L << 20);
    Files.writeString(config, "{\"a\":\"" + "a".repeat(64 << 20) + "\"}");
    assertThat(allocatedBy(() -> T5Config.read(config))).isLessThan(64L << 20);
  }
}
