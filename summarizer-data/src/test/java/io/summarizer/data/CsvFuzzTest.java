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
class CsvFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "id,article,highlights\n7,\"One, \"\"two\"\".\",Two\n,Three,\n",
            "\uFEFFarticle,highlights\r\n\"A\r\nb\",c\r\n\r\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(byte[] content) throws IOException {
    FuzzedFile.readOrRefuse(folder.resolve("news"), content, DataFormat.CSV);
  }
}
