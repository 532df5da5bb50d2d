package io.summarizer.data.parquet;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class DecompressorFuzzTest {
  private static final List<Decompressor> CODECS = List.of(Decompressor.values());

  /** Bytes that every unpacking of text meets: plain ones, copies and runs. */
  static Stream<Arguments> seeds() {
    byte[] text =
        "Some text, some text, aaaaaaaaaaaaaaaaaaaaaaaa.".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        arguments(
            CODECS.indexOf(Decompressor.SNAPPY), text.length, pack(new SnappyCompressor(), text)),
        arguments(CODECS.indexOf(Decompressor.ZSTD), text.length, pack(new ZstdCompressor(), text)),
        arguments(
            CODECS.indexOf(Decompressor.LZ4_RAW), text.length, pack(new Lz4Compressor(), text)));
  }

  private static byte[] pack(Compressor compressor, byte[] text) {
    byte[] packed = new byte[compressor.maxCompressedLength(text.length)];
    int length = compressor.compress(text, 0, text.length, packed, 0, packed.length);
    return Arrays.copyOf(packed, length);
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areUnpackedOrRefused(
      @InRange(min = 0, max = 5) int codec,
      @InRange(min = 0, max = 1 << 20) int size,
      byte @NotNull [] packed) {
    try {
      CODECS.get(codec).decompress(packed, 0, packed.length, size);
    } catch (MalformedPage e) {
      // refused
    }
  }
}
