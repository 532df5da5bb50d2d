package io.summarizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class SafeTensorsFuzzTest {
  @TempDir static Path folder;

  static Stream<Arguments> seeds() {
    return Stream.of(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}  ",
            "{\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2],\"x\":[{}]},"
                + "\"b\":{\"dtype\":\"I64\",\"shape\":[0,9],\"data_offsets\":[2,2]},"
                + "\"c\":{\"dtype\":\"U8\",\"shape\":[10],\"data_offsets\":[2,12]}}")
        .map(header -> arguments(header.getBytes(StandardCharsets.UTF_8), 0L, new byte[12]));
  }

  /** A file of any header and data, the length between them right but for an error of any size. */
  @MethodSource("seeds")
  @FuzzTest
  void bytes_areTensorsOrRefused(byte @NotNull [] header, long error, byte @NotNull [] data)
      throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length + error)
            .put(header)
            .put(data);
    Path path = Files.write(folder.resolve("model.safetensors"), bytes.array());
    try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
      for (String name : file.names()) {
        readOrRefuse(file, name);
      }
    } catch (CheckpointException e) {
      assertThat(e).hasMessageStartingWith(path + ": ");
    }
  }

  private static void readOrRefuse(SafeTensorsFile file, String name) {
    TensorInfo info = file.info(name);
    assertThat(file.bytes(name).remaining()).isEqualTo(info.byteSize());
    if (info.dtype().isConvertible()) {
      file.readFloats(name, FloatBuffer.allocate(Math.toIntExact(info.elements())));
    }
  }
}
