package io.summarizer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final TokenizedExample SHORT =
      new TokenizedExample("short", new int[] {8, 1}, new int[] {5, 6, 7, 1});
  private static final TokenizedExample LONG =
      new TokenizedExample("long", new int[] {9, 8, 7, 1}, new int[] {4, 1});

  @Test
  void of_padsEachSideToItsLongest() {
    Batch batch = Batch.of(List.of(SHORT, LONG), 0);

    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.sourceLength()).isEqualTo(4);
    assertThat(batch.targetLength()).isEqualTo(4);
    assertThat(batch.sourceIds()).containsExactly(8, 1, 0, 0, 9, 8, 7, 1);
    assertThat(batch.sourceLengths()).containsExactly(2, 4);
    assertThat(batch.labels()).containsExactly(5, 6, 7, 1, 4, 1, -100, -100);
    assertThat(batch.labelTokens()).isEqualTo(6);
  }

  @Test
  void of_usesThePaddingIdGiven() {
    Batch batch = Batch.of(List.of(SHORT, LONG), 3);

    assertThat(batch.sourceIds()).containsExactly(8, 1, 3, 3, 9, 8, 7, 1);
    assertThat(batch.decoderInputs(2)).containsExactly(2, 5, 6, 7, 2, 4, 1, 3);
  }

  @Test
  void decoderInputs_areTheLabelsMovedRight() {
    assertThat(Batch.of(List.of(SHORT, LONG), 0).decoderInputs(0))
        .containsExactly(0, 5, 6, 7, 0, 4, 1, 0);
  }

  @Test
  void oneExample_isNotPadded() {
    Batch batch = Batch.of(List.of(LONG), 0);

    assertThat(batch.sourceIds()).containsExactly(9, 8, 7, 1);
    assertThat(batch.labels()).containsExactly(4, 1);
    assertThat(batch).hasToString("Batch[sources 1 x 4, labels 1 x 2, 2 label tokens]");
  }

  @Test
  void equalExamples_giveEqualBatches() {
    Batch batch = Batch.of(List.of(SHORT, LONG), 0);

    assertThat(Batch.of(List.of(SHORT, LONG), 0)).isEqualTo(batch).hasSameHashCodeAs(batch);
    assertThat(Batch.of(List.of(LONG, SHORT), 0)).isNotEqualTo(batch);
  }

  @Test
  void noExample_isReported() {
    assertThatThrownBy(() -> Batch.of(List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: expected at least one, got an empty list");
  }

  @Test
  void arraysOfTheWrongSize_areReported() {
    assertThatThrownBy(() -> new Batch(2, 2, 1, new long[3], new long[] {1, 1}, new long[2], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sourceIds: expected 4 elements, got 3");
    assertThatThrownBy(() -> new Batch(1, 2, 1, new long[2], new long[] {3}, new long[1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sourceLengths: expected 1 to 2 in each row, got 3");
    assertThatThrownBy(() -> new Batch(0, 2, 1, new long[0], new long[0], new long[0], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows: expected at least 1, got 0");
  }

  @Test
  void anEmptySide_isReported() {
    assertThatThrownBy(() -> new TokenizedExample("x7", new int[] {1}, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "target of example 'x7': expected at least the end-of-sequence id, got an empty array");
  }
}
