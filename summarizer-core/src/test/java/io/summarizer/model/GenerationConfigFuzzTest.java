package io.summarizer.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.summarizer.CheckpointException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class GenerationConfigFuzzTest {
  private static final Path SOURCE = Path.of("generation_config.json");

  static Stream<String> seeds() {
    return Stream.of(
        "{\"max_length\":128,\"min_length\":30,\"num_beams\":4,\"length_penalty\":2.0,"
            + "\"early_stopping\":true,\"no_repeat_ngram_size\":3,\"bad_words_ids\":[[1,2],[3]]}",
        "{\"max_new_tokens\":64,\"do_sample\":true,\"temperature\":0.7,\"top_k\":50,\"top_p\":0.9,"
            + "\"min_p\":0.1,\"early_stopping\":\"never\",\"forced_bos_token_id\":0,"
            + "\"repetition_penalty\":1.2,\"num_return_sequences\":2,\"x\":null}");
  }

  @MethodSource("seeds")
  @FuzzTest
  void text_isOptionsOrRefused(@NotNull String json) {
    try {
      GenerationConfig.parse(Json.parseObject(json, SOURCE), SOURCE);
    } catch (CheckpointException e) {
      // refused
    }
  }
}
