package io.summarizer.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class JsonFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"id\":7,\"article\":\"One\\n\\u00e9\",\"highlights\":[\"Two\",\"\"]}\n{\"article\":null}\n",
            "[{\"article\":\"\\uD800\",\"highlights\":\"b\",\"x\":[{}, 1e9, true]}]")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(byte[] content) throws IOException {
    FuzzedFile.readOrRefuse(folder.resolve("news"), content, DataFormat.JSON);
  }
}
