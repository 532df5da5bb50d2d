package io.summarizer.data.parquet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class ValuesFuzzTest {
  private static final int MOST_VALUES = 1_000;

  @FuzzTest
  void bytes_areValuesOrRefused(
      @NotNull Encoding encoding,
      @NotNull Content content,
      byte @NotNull [] entries,
      int count,
      byte @NotNull [] page) {
    try {
      Dictionary dictionary = new Dictionary(content, littleEndian(entries), count);
      Values values = Values.of(encoding, content, littleEndian(page), dictionary);
      for (int i = 0; i < MOST_VALUES; i++) {
        next(values);
      }
    } catch (MalformedPage | BufferUnderflowException e) {
      // refused
    }
  }

  private static void next(Values values) {
    try {
      values.next();
    } catch (MalformedText e) {
      // the next value can be read
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
