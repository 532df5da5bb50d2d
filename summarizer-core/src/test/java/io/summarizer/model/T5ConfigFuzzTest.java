package io.summarizer.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.summarizer.CheckpointException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fuzz")
class T5ConfigFuzzTest {
  static Stream<String> seeds() {
    String sizes =
        "\"vocab_size\":32128,\"d_model\":512,\"d_kv\":64,\"d_ff\":1024,\"num_layers\":8,"
            + "\"num_heads\":6,";
    return Stream.of(
        "{" + sizes + "\"model_type\":\"t5\",\"feed_forward_proj\":\"relu\"}",
        "{"
            + sizes
            + "\"model_type\":\"mt5\",\"feed_forward_proj\":\"gated-gelu\",\"eos_token_id\":[1],"
            + "\"relative_attention_num_buckets\":32,\"relative_attention_max_distance\":128,"
            + "\"dropout_rate\":0.1,\"layer_norm_epsilon\":1e-6,\"tie_word_embeddings\":false,"
            + "\"dense_act_fn\":\"gelu_new\",\"is_gated_act\":true,\"initializer_factor\":NaN,"
            + "\"task_specific_params\":{\"summarization\":{\"num_beams\":4}}}");
  }

  @MethodSource("seeds")
  @FuzzTest
  void text_isAConfigurationOrRefused(@NotNull String json) {
    try {
      T5Config.parse(json);
    } catch (CheckpointException e) {
      // refused
    }
  }
}
