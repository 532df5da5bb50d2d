package io.summarizer.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class StoryFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of("One line\n\n\"Two.\"\n\n@highlight\n\nThree\n@highlight\nFour")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_areExamplesOrRefused(byte[] content) throws IOException {
    Path story = Files.write(folder.resolve("news.story"), content);
    FuzzedFile.read(story, StoryDataset.of(folder));
  }
}
