package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class WeightIndexFuzzTest {
  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"metadata\":{\"total_size\":8},\"weight_map\":{\"a\":\"model-1.safetensors\"}}",
            "{\"weight_map\":{\"a\":\"../model-1.safetensors\",\"b\":7}}")
        .map(index -> index.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest
  void bytes_nameFilesOfTheirFolderOrAreRefused(byte @NotNull [] index) throws IOException {
    Files.write(folder.resolve(WeightFiles.INDEX), index);
    try (WeightFiles files = WeightFiles.open(folder)) {
      files.names().forEach(files::info);
    } catch (CheckpointException e) {
      // refused: there are no such files
    }
  }
}
