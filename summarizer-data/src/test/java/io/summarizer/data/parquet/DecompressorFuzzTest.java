package io.summarizer.data.parquet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class DecompressorFuzzTest {
  @FuzzTest
  void bytes_areUnpackedOrRefused(
      @NotNull Decompressor decompressor, int size, byte @NotNull [] packed) {
    try {
      decompressor.decompress(packed, 0, packed.length, size & 0xF_FFFF);
    } catch (MalformedPage e) {
      // refused
    }
  }
}
