package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsWriterTest {
  @Test
  void write_tensorsOfAPythonFile_givesTheSameBytes(@TempDir Path directory) throws IOException {
    Path python = TinyT5.resource("t5-f32/model.safetensors");
    Path java = directory.resolve("java.safetensors");
    try (SafeTensorsFile file = SafeTensorsFile.open(python)) {
      List<ParameterSpec> shuffled = new ArrayList<>();
      file.names().forEach(name -> shuffled.add(new ParameterSpec(name, file.info(name).shape())));
      Collections.shuffle(shuffled, new Random(1));
      SafeTensorsWriter.write(java, shuffled, spec -> file.bytes(spec.name()).asFloatBuffer());
    }
    assertThat(java).hasSameBinaryContentAs(python);
  }

  @Test
  void write_namesThatNeedEscapes_followThePythonRules(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("names.safetensors");

    SafeTensorsWriter.write(
        file,
        List.of(
            ParameterSpec.of("\ud83d\ude00", 0),
            ParameterSpec.of("\uffee"),
            ParameterSpec.of("a/b\"\\\u001f", 1, 1)),
        spec -> FloatBuffer.wrap(new float[(int) spec.elements()]));

    // By bytes of UTF-8: U+FFEE comes before the emoji, whose UTF-16 form would come first.
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a/b\\\"\\\\\\u001f\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]},"
            + "\"\uffee\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]},"
            + "\"\ud83d\ude00\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]}}";
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 8, bytes.length - 16, UTF_8).stripTrailing()).isEqualTo(header);
    assertThat(bytes[0] % 8).isZero();
    try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
      assertThat(read.names()).containsExactly("a/b\"\\\u001f", "\uffee", "\ud83d\ude00");
    }
  }

  @Property(tries = 60)
  void write_thenRead_givesTheSameTensorsBitByBit(
      @ForAll("tensors") Map<String, List<Integer>> shapes, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Map<ParameterSpec, FloatBuffer> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          ParameterSpec spec =
              new ParameterSpec(name, shape.stream().map(Integer::longValue).toList());
          tensors.put(spec, randomBits(random, (int) spec.elements()));
        });
    Path file = Files.createTempFile("roundtrip", ".safetensors");
    try {
      SafeTensorsWriter.write(
          file, tensors.keySet(), spec -> Objects.requireNonNull(tensors.get(spec)));
      try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
        assertThat(read.names()).containsExactlyInAnyOrderElementsOf(shapes.keySet());
        tensors.forEach(
            (spec, values) -> {
              assertThat(read.info(spec.name()))
                  .isEqualTo(new TensorInfo(spec.name(), DType.F32, spec.shape()));
              FloatBuffer actual = FloatBuffer.allocate(values.remaining());
              read.readFloats(spec.name(), actual);
              assertThat(bits(actual.flip())).isEqualTo(bits(values));
            });
      }
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<Map<String, List<Integer>>> tensors() {
    Arbitrary<String> name =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(SafeTensorsWriterTest::encodable);
    Arbitrary<List<Integer>> shape = Arbitraries.integers().between(0, 6).list().ofMaxSize(4);
    return Combinators.combine(name.set().ofMaxSize(8), shape.list().ofSize(8))
        .as(
            (names, shapes) -> {
              Map<String, List<Integer>> map = new LinkedHashMap<>();
              names.forEach(each -> map.put(each, shapes.get(map.size())));
              return map;
            });
  }

  /** Lone surrogates have no UTF-8 form. */
  private static boolean encodable(String text) {
    return UTF_8.newEncoder().canEncode(text) && !text.equals(SafeTensorsHeader.METADATA);
  }

  private static FloatBuffer randomBits(Random random, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
    random.nextBytes(bytes.array());
    return bytes.asFloatBuffer();
  }

  private static int[] bits(FloatBuffer values) {
    int[] bits = new int[values.remaining()];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values.get(values.position() + i)));
    return bits;
  }

  @Test
  void write_largerThanItsBuffer_isStreamedWhole(@TempDir Path directory) {
    ParameterSpec spec = ParameterSpec.of("large", 3, 200_001);
    FloatBuffer values = FloatBuffer.allocate((int) spec.elements());
    for (int i = 0; i < values.capacity(); i++) {
      values.put(i, i);
    }
    Path file = directory.resolve("large.safetensors");
    SafeTensorsWriter.write(file, List.of(spec), s -> values);
    assertThat(values.position()).isZero();
    FloatBuffer actual = FloatBuffer.allocate(values.capacity());
    try (SafeTensorsFile read = SafeTensorsFile.open(file)) {
      read.readFloats("large", actual);
    }
    assertThat(actual.array()).isEqualTo(values.array());
  }

  @Test
  void write_wrongNumberOfElements_isRefused(@TempDir Path directory) {
    assertThatThrownBy(
            () ->
                SafeTensorsWriter.write(
                    directory.resolve("x"),
                    List.of(ParameterSpec.of("a", 2, 3)),
                    spec -> FloatBuffer.allocate(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor 'a' of shape [2, 3] has 6 elements, but 5 were given");
  }

  @Test
  void write_nameTwiceOrReserved_isRefusedBeforeAFileExists(@TempDir Path directory) {
    Path file = directory.resolve("x");
    ParameterSpec once = ParameterSpec.of("a", 1);
    for (List<ParameterSpec> specs :
        List.of(List.of(once, once), List.of(ParameterSpec.of("__metadata__", 1)))) {
      assertThatThrownBy(() -> SafeTensorsWriter.write(file, specs, TinyT5::buffer))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("' is reserved or comes twice");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void write_toAMissingDirectory_namesTheFile(@TempDir Path directory) {
    Path file = directory.resolve("none").resolve("x.safetensors");
    assertThatThrownBy(() -> SafeTensorsWriter.write(file, List.of(), TinyT5::buffer))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": cannot be written (java.nio.file.NoSuchFile");
  }
}
