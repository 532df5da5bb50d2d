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
class DebianFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "Package: one\nDescription-en: Two\n Three\n .\n four\n\nPackage: five\n# six\nDescription: seven\n eight\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(byte[] content) throws IOException {
    FuzzedFile.readOrRefuse(folder.resolve("news"), content, DataFormat.DEBIAN);
  }
}
