package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.summarizer.Ending;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryProgressTest {
  private static final long SECOND = 1_000_000_000;
  private static final Summary SUMMARY =
      new Summary("x", Collections.nCopies(12, 5), -1, 20, 20, 1, Ending.END_TOKEN);

  private long now;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public long read() {
          return now;
        }
      };

  /** What is shown at the beginning, before the first summaries, and after some of them. */
  private List<String> shown(RowCount total, int columns) {
    Cli.Captured captured = new Cli.Captured(true);
    ProgressLine line = new ProgressLine(captured.streams(), ticker, () -> columns);
    try (SummaryProgress progress = new SummaryProgress(line, total, ticker)) {
      progress.show();
      now += 65 * SECOND;
      progress.show();
      for (int i = 0; i < 260; i++) {
        progress.add(SUMMARY);
      }
      progress.show();
      now += 15 * SECOND;
      progress.show();
      progress.close();
      progress.show();
    }
    return ProgressLineTest.lines(captured);
  }

  private static RowCount rows(int count) {
    return RowCount.of(Dataset.of(Collections.nCopies(count, new Example("1", "a", "b"))));
  }

  @Test
  void a_terminal_sees_how_much_is_done_how_fast_and_how_long_it_takes() {
    assertThat(shown(rows(2600), 100))
        .containsExactly(
            "[                              ]   0 %  article 0/2,600  0:00",
            "[                              ]   0 %  article 0/2,600  1:05",
            "[==>                           ]  10 %  article 260/2,600  9:45 left  4.0 articles/s"
                + "  48 tokens/s",
            "[==>                           ]  10 %  article 260/2,600  9:30 left  4.0 articles/s"
                + "  48 tokens/s");
  }

  @Test
  void without_the_number_of_rows_there_is_no_bar() {
    assertThat(shown(RowCount.unknown(), 100))
        .containsExactly(
            "0 articles  0:00",
            "0 articles  1:05",
            "260 articles  1:05  4.0 articles/s  48 tokens/s",
            "260 articles  1:20  4.0 articles/s  48 tokens/s");
  }

  @Test
  void a_narrow_terminal_sees_what_matters_most_on_one_line() {
    assertThat(shown(rows(2600), 40)).endsWith("[>           ]  10 %  article 260/2,600");
    assertThat(shown(RowCount.unknown(), 30)).endsWith("260 articles  1:20");
    assertThat(shown(RowCount.unknown(), 10)).endsWith("260 artic");
  }
}
