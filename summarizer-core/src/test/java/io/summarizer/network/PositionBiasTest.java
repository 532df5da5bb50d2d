package io.summarizer.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.model.T5Config;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The buckets of distances, against those of Hugging Face's T5Attention. */
class PositionBiasTest {
  private static final T5Config CONFIG =
      T5Config.parse(
          """
          {"model_type": "t5", "vocab_size": 8, "d_model": 8, "d_kv": 4, "d_ff": 8,
           "num_layers": 1, "num_heads": 2}""");

  @Test
  void encoder_buckets_begin_where_hugging_faces_do() {
    PositionBias bias = new PositionBias(CONFIG, true);
    assertThat(starts(bias, 1, 8)).containsExactly(8, 12, 16, 23, 32, 46, 64, 91);
    for (int distance = 1; distance < 1000; distance++) {
      assertThat(bias.bucket(distance)).isEqualTo(16 + bias.bucket(-distance));
    }
    assertThat(bias.bucket(0)).isZero();
  }

  @Test
  void decoder_buckets_begin_where_hugging_faces_do() {
    PositionBias bias = new PositionBias(CONFIG, false);
    assertThat(starts(bias, 1, 16))
        .containsExactly(16, 19, 21, 24, 27, 31, 35, 40, 46, 52, 59, 67, 77, 87, 99, 113);
    assertThat(bias.bucket(5)).as("a key after the query").isZero();
  }

  @Test
  void buckets_of_an_odd_number_are_those_of_hugging_face() {
    ObjectNode json = CONFIG.json();
    json.put("relative_attention_num_buckets", 7).put("relative_attention_max_distance", 20);
    T5Config odd = T5Config.parse(json.toString());

    assertThat(starts(new PositionBias(odd, true), 1, 0)).containsExactly(1, 5);
    assertThat(new PositionBias(odd, true).bucket(5)).isEqualTo(5);
    assertThat(starts(new PositionBias(odd, false), 1, 0)).containsExactly(1, 2, 3, 5, 8, 13);
  }

  /** The distances back at which each bucket from {@code first} on begins. */
  private static List<Integer> starts(PositionBias bias, int from, int first) {
    List<Integer> result = new ArrayList<>();
    for (int distance = from; distance < 3000; distance++) {
      int bucket = bias.bucket(-distance);
      if (bucket >= first && bucket != bias.bucket(-distance + 1)) {
        result.add(distance);
      }
    }
    return result;
  }
}
