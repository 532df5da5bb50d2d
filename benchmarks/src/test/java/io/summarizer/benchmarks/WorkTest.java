package io.summarizer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.model.T5Config;
import org.junit.jupiter.api.Test;

class WorkTest {
  @Test
  void text_names_rows_and_lengths() {
    assertThat(Work.parse("16x1024+128")).isEqualTo(new Work(16, 1024, 128));
    assertThat(Work.parse("16x1024+128").tokens()).isEqualTo(16 * (1024 + 128));
  }

  @Test
  void other_text_is_refused() {
    assertThatThrownBy(() -> Work.parse("16x1024"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "work: expected rows x source + target tokens as in 16x1024+128, got '16x1024'");
  }

  /** Counted product by product: [rows, inner] x [inner, columns] is 2 operations each. */
  @Test
  void operations_are_three_times_those_of_the_forward_products() {
    T5Config config = T5Shape.of("test", 50, 8, 3, 20, 2, 5).config();
    int rows = 2;
    int s = 7;
    int t = 4;
    double forward = 0;
    for (int layer = 0; layer < 2; layer++) {
      forward += 4 * product(rows * s, 8, 15); // encoder: query, key, value, output
      forward += 2 * product(rows * 5 * s, 3, s); // scores, and their product with the values
      forward += 2 * product(rows * s, 8, 20);
      forward += 4 * product(rows * t, 8, 15); // decoder, itself
      forward += 2 * product(rows * 5 * t, 3, t);
      forward += 2 * product(rows * t, 8, 15) + 2 * product(rows * s, 8, 15); // the encoder's
      forward += 2 * product(rows * 5 * t, 3, s);
      forward += 2 * product(rows * t, 8, 20);
    }
    forward += product(rows * t, 8, 50);
    assertThat(new Work(rows, s, t).operations(config)).isCloseTo(3 * forward, within(1e-6));
  }

  private static double product(double rows, double inner, double columns) {
    return 2 * rows * inner * columns;
  }
}
