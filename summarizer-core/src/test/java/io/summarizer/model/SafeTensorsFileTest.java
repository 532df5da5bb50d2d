package io.summarizer.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeTensorsFileTest {
  private static final int DATA_BYTES = 8;

  @TempDir Path directory;

  /** What is wrong with a file of two float32, and what the error says. */
  static Stream<Arguments> hostileHeaders() {
    return Stream.of(
        arguments("", "the header must be a JSON object, but starts with nothing"),
        arguments("[]", "the header must be a JSON object, but starts with START_ARRAY"),
        arguments("{\"a\":", "the header is not valid JSON: Unexpected end-of-input"),
        arguments("{\"a\":1}", "tensor 'a' must be described by an object, but is 1"),
        arguments("{} {}", "the header goes on after its JSON object with START_OBJECT"),
        arguments(
            "{\"a\":"
                + tensor("F32", "[1]", "[0,4]")
                + ",\"a\":"
                + tensor("F32", "[1]", "[4,8]")
                + "}",
            "the header is not valid JSON: Duplicate Object property \"a\""),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
            "the header is not valid JSON: Duplicate Object property \"dtype\""),
        arguments("{\"__metadata__\":[]}", "__metadata__ must be an object of strings, but is"),
        arguments("{\"__metadata__\":{\"n\":1}}", "__metadata__ 'n' must be a string, but is 1"),
        arguments(one("Q4", "[2]", "[0,8]"), "tensor 'a' has the unknown dtype Q4; known are [BO"),
        arguments("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "tensor 'a' lacks dtype"),
        arguments("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "tensor 'a' lacks shape"),
        arguments("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "tensor 'a' lacks data_offsets"),
        arguments(one("F32", "2", "[0,8]"), "tensor 'a' shape must be an array of integers, but"),
        arguments(one("F32", "[-2]", "[0,8]"), "shape must hold integers from 0 to 92233720368"),
        arguments(one("F32", "[2.0]", "[0,8]"), "shape must hold integers from 0 to"),
        arguments(one("F32", "[\"2\"]", "[0,8]"), "shape must hold integers from 0 to"),
        arguments(one("F32", "[99999999999999999999]", "[0,8]"), "but holds 99999999999999999999"),
        arguments(
            one("F32", "[4294967296,4294967296]", "[0,8]"),
            "tensor 'a' shape [4294967296, 4294967296] is larger than any file"),
        arguments(
            one("F32", "[4611686018427387904]", "[0,8]"),
            "tensor 'a' shape [4611686018427387904] is larger than any file"),
        arguments(one("F4", "[17]", "[0,8]"), "tensor 'a' shape [17] does not fill whole bytes"),
        arguments(
            one("F32", "[3]", "[0,8]"),
            "tensor 'a' F32 [3] takes 12 bytes, but data_offsets [0, 8] span 8"),
        arguments(one("F32", "[2]", "[8,0]"), "data_offsets must be [begin, end] with begin <= en"),
        arguments(one("F32", "[2]", "[0]"), "data_offsets must be [begin, end] with begin <= end"),
        arguments(one("F32", "[2]", "[-8,0]"), "data_offsets must hold integers from 0 to"),
        arguments(
            one("F32", "[3]", "[0,12]"),
            "tensor 'a' ends at byte 12 of the data, but the file holds only 8: it is truncated"),
        arguments(
            "{\"a\":"
                + tensor("F32", "[1]", "[0,4]")
                + ",\"b\":"
                + tensor("F32", "[1]", "[2,6]")
                + "}",
            "tensor 'b' begins at byte 2 of the data, inside another tensor that ends at byte 4"),
        arguments(
            one("F32", "[1]", "[4,8]"),
            "tensor 'a' begins at byte 4 of the data and leaves a hole from byte 0"),
        arguments(one("F32", "[1]", "[0,4]"), "holds 8 bytes of data, but its tensors take only 4"),
        arguments("{\"a\":" + "[".repeat(2000), "must be described by an object, but is START_ARR"),
        arguments(
            "{\"a\":{\"x\":" + "[".repeat(2000), "the header is not valid JSON: Document nesting"));
  }

  @ParameterizedTest
  @MethodSource("hostileHeaders")
  void open_hostileHeader_isRefusedWithTheReason(String header, String message) throws IOException {
    Path file = write(header, DATA_BYTES);

    assertThatThrownBy(() -> SafeTensorsFile.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void open_headerThatIsNotUtf8_isRefused() throws IOException {
    Path file = directory.resolve("latin1.safetensors");
    Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xe9});

    assertThatThrownBy(() -> SafeTensorsFile.open(file)).hasMessageContaining("is not UTF-8");
  }

  /** The first bytes of a file that is something else, and what the error says. */
  static Stream<Arguments> otherFiles() {
    return Stream.of(
        arguments("PK\3\4", "is not a safetensors file: it has only 4 bytes"),
        arguments("", "is not a safetensors file: it has only 0 bytes"),
        arguments("<!DOCTYPE html>", "is not a safetensors file: it announces a header of"),
        arguments(
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\n",
            "it looks like a Git LFS pointer, fetch the weights with `git lfs pull`"),
        arguments(
            "\1\0\0\0\0\0\0\u0080", "announces a header of 9223372036854775809 bytes, at most"),
        arguments(
            "\u0001\u00e1\u00f5\u0005\0\0\0\0",
            "announces a header of 100000001 bytes, at most 100000000 are allowed"),
        arguments(
            "\7\0\0\0\0\0\0\0{}",
            "is truncated or not a safetensors file: it announces a header of 7 bytes, but only 2"));
  }

  @ParameterizedTest
  @MethodSource("otherFiles")
  void open_otherFile_isRefusedWithTheReason(String content, String message) throws IOException {
    Path file = directory.resolve("other.safetensors");
    Files.write(file, content.getBytes(ISO_8859_1));

    assertThatThrownBy(() -> SafeTensorsFile.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(message);
  }

  @Test
  void open_missingFile_isRefused() {
    assertThatThrownBy(() -> SafeTensorsFile.open(directory.resolve("none")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be opened (java.nio.file.NoSuchFileException");
  }

  @Test
  void open_everyTruncationOfAGoodFile_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(TinyT5.resource("t5-f32/model.safetensors"));
    Path file = directory.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafeTensorsFile.open(file)).isInstanceOf(CheckpointException.class);
    }
  }

  @Test
  void open_everySingleChangedHeaderByte_isReadOrRefusedButNeverFailsOtherwise()
      throws IOException {
    byte[] whole = Files.readAllBytes(TinyT5.resource("t5-f32/model.safetensors"));
    Path file = directory.resolve("flipped.safetensors");
    int refused = 0;
    for (int position = 0; position < 400; position++) {
      byte[] flipped = whole.clone();
      flipped[position] ^= 0x11;
      Files.write(file, flipped);
      try (SafeTensorsFile tensors = SafeTensorsFile.open(file)) {
        tensors.names().forEach(tensors::bytes);
      } catch (CheckpointException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 400);
  }

  @Test
  void bytes_integersScalarsAndEmptyTensors_areListedAndReadable() throws IOException {
    Path file =
        write(
            "{\"__metadata__\":{\"format\":\"pt\"},\"s\":"
                + tensor("I64", "[]", "[0,8]")
                + ",\"e\":"
                + tensor("F32", "[0,4]", "[8,8]")
                + "}   ",
            DATA_BYTES);
    try (SafeTensorsFile tensors = SafeTensorsFile.open(file)) {
      assertThat(tensors.names()).containsExactly("s", "e");
      assertThat(tensors.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(tensors.info("s")).isEqualTo(new TensorInfo("s", DType.I64, List.of()));
      assertThat(tensors.info("s").elements()).isOne();
      assertThat(tensors.info("e").byteSize()).isZero();
      assertThat(tensors.bytes("e").remaining()).isZero();
      ByteBuffer bytes = tensors.bytes("s");
      assertThat(bytes.isReadOnly()).isTrue();
      assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      assertThat(bytes.getLong()).isEqualTo(0x0706_0504_0302_0100L);
    }
  }

  @Test
  void readFloats_integers_areRefused() throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(write(one("I64", "[1]", "[0,8]"), 8))) {
      assertThatThrownBy(() -> file.readFloats("a", FloatBuffer.allocate(1)))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("tensor 'a' is I64; can be read as float32: [F16, BF16, F32]");
    }
  }

  @Test
  void readFloats_tooSmallDestination_isRefused() throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(write(one("F32", "[2]", "[0,8]"), 8))) {
      assertThatThrownBy(() -> file.readFloats("a", FloatBuffer.allocate(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tensor 'a' has 2 elements, but the destination has room for only 1");
    }
  }

  @Test
  void readFloats_advancesThePositionAndTouchesNothingElse() throws IOException {
    FloatBuffer destination = FloatBuffer.allocate(6).position(1);
    try (SafeTensorsFile file = SafeTensorsFile.open(write(one("BF16", "[4]", "[0,8]"), 8))) {
      file.readFloats("a", destination);
    }
    assertThat(destination.position()).isEqualTo(5);
    assertThat(destination.get(0)).isZero();
    assertThat(destination.get(1)).isEqualTo(Float.intBitsToFloat(0x0100_0000));
    assertThat(destination.get(4)).isEqualTo(Float.intBitsToFloat(0x0706_0000));
    assertThat(destination.get(5)).isZero();
  }

  @Test
  void info_unknownName_listsTheNames() throws IOException {
    try (SafeTensorsFile file = SafeTensorsFile.open(write(one("F32", "[2]", "[0,8]"), 8))) {
      assertThatThrownBy(() -> file.info("b")).hasMessageEndingWith("no tensor 'b'; it has [a]");
    }
  }

  @Test
  void bytes_afterClose_isRefused() throws IOException {
    Path path = write(one("F32", "[2]", "[0,8]"), 8);
    SafeTensorsFile file = SafeTensorsFile.open(path);
    file.close();
    file.close();

    assertThatThrownBy(() -> file.bytes("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(path + " is closed; open it again");
  }

  @Test
  void bytes_beyondTwoGigabytes_areReachedTensorByTensor() throws IOException {
    long large = 1L << 31; // sparse: takes no room on the disk
    Path file =
        write(
            "{\"large\":"
                + tensor("U8", "[" + large + "]", "[0," + large + "]")
                + ",\"last\":"
                + tensor("F32", "[2]", "[" + large + "," + (large + 8) + "]")
                + "}",
            0);
    long dataStart = Files.size(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(dataStart + large + 8);
      sparse.seek(dataStart + large);
      sparse.write(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
    }
    try (SafeTensorsFile tensors = SafeTensorsFile.open(file)) {
      FloatBuffer last = FloatBuffer.allocate(2);
      tensors.readFloats("last", last);
      assertThat(last.array()).containsExactly(1f, 2f);
      assertThatThrownBy(() -> tensors.bytes("large"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining(
              "tensor 'large' has 2147483648 bytes; one tensor must be below 2 GiB");
    }
  }

  private static String one(String dtype, String shape, String offsets) {
    return "{\"a\":" + tensor(dtype, shape, offsets) + "}";
  }

  private static String tensor(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  /** A file with the header and data bytes 0, 1, 2, ... */
  private Path write(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int i = 0; i < dataBytes; i++) {
      bytes.put((byte) i);
    }
    return Files.write(directory.resolve("test.safetensors"), bytes.array());
  }
}
