package io.summarizer.text;

import io.summarizer.SummarizerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data set as token ids in memory, with a count of what was dropped and cut on the way.
 *
 * <pre>{@code
 * TokenizedDataset.Collector collector = TokenizedDataset.collector("train", tokenizer);
 * rows.forEach(row -> collector.add(row.id(), row.article(), row.summary()));
 * TokenizedDataset dataset = collector.finish();
 * }</pre>
 */
public final class TokenizedDataset {
  private final List<TokenizedExample> examples;
  private final Report report;

  private TokenizedDataset(List<TokenizedExample> examples, Report report) {
    this.examples = List.copyOf(examples);
    this.report = report;
  }

  /**
   * Returns a collector that tokenizes rows with a tokenizer, which must stay open meanwhile.
   *
   * @param name of the data set, for messages
   */
  public static Collector collector(String name, Tokenizer tokenizer) {
    return new Collector(name, tokenizer);
  }

  /** Returns the number of examples. */
  public int size() {
    return examples.size();
  }

  /** Returns an example by its index, from 0, in the order of the rows. */
  public TokenizedExample get(int index) {
    return examples.get(index);
  }

  /** Returns all examples in the order of the rows; unmodifiable. */
  public List<TokenizedExample> examples() {
    return examples;
  }

  /** Returns what was dropped and cut. */
  public Report report() {
    return report;
  }

  /**
   * What became of the rows of a data set.
   *
   * @param rowsRead the number of rows that came
   * @param rowsDropped the number left out because the article or the summary is missing or blank
   * @param firstDroppedIds the ids of the first few of those
   * @param sourcesTruncated the number of kept rows whose article was cut
   * @param targetsTruncated the number of kept rows whose summary was cut
   */
  public record Report(
      long rowsRead,
      long rowsDropped,
      List<String> firstDroppedIds,
      long sourcesTruncated,
      long targetsTruncated) {

    /** Copies the list of ids. */
    public Report {
      firstDroppedIds = List.copyOf(firstDroppedIds);
    }

    /** Returns the number of rows that became examples. */
    public long rowsKept() {
      return rowsRead - rowsDropped;
    }

    /** Returns the report as one line for a log. */
    @Override
    public String toString() {
      String dropped =
          rowsDropped == 0
              ? "none dropped"
              : rowsDropped
                  + " dropped for a blank article or summary (ids "
                  + String.join(", ", firstDroppedIds)
                  + (rowsDropped > firstDroppedIds.size() ? ", ..." : "")
                  + ")";
      return String.format(
          Locale.ROOT,
          "%d rows read, %s; sources truncated: %d (%.1f %%), targets truncated: %d (%.1f %%)",
          rowsRead,
          dropped,
          sourcesTruncated,
          percentOfKept(sourcesTruncated),
          targetsTruncated,
          percentOfKept(targetsTruncated));
    }

    private double percentOfKept(long count) {
      return rowsKept() == 0 ? 0 : 100.0 * count / rowsKept();
    }
  }

  /** Takes rows one by one and tokenizes them on all cores. For one thread and one data set. */
  public static final class Collector {
    /**
     * Enough rows to keep the cores busy, few enough that their texts take no memory to speak of.
     */
    private static final int CHUNK = 256;

    private static final int IDS_SHOWN = 5;

    private final String name;
    private final Tokenizer tokenizer;
    private final List<Row> waiting = new ArrayList<>(CHUNK);
    private final List<TokenizedExample> examples = new ArrayList<>();
    private final List<String> firstDroppedIds = new ArrayList<>();
    private long rowsRead;
    private long rowsDropped;
    private long sourcesTruncated;
    private long targetsTruncated;

    private Collector(String name, Tokenizer tokenizer) {
      this.name = Objects.requireNonNull(name, "name");
      this.tokenizer = Objects.requireNonNull(tokenizer, "tokenizer");
    }

    private record Row(String id, String article, String summary) {}

    private record Tokenized(String id, TokenIds source, TokenIds target) {}

    /** Adds a row. One with a null or blank article or summary is counted and left out. */
    public Collector add(String id, @Nullable String article, @Nullable String summary) {
      Objects.requireNonNull(id, "id: expected a name for messages, got null");
      rowsRead++;
      if (article == null || summary == null || article.isBlank() || summary.isBlank()) {
        rowsDropped++;
        if (firstDroppedIds.size() < IDS_SHOWN) {
          firstDroppedIds.add(id);
        }
        return this;
      }
      waiting.add(new Row(id, article, summary));
      if (waiting.size() == CHUNK) {
        tokenizeWaiting();
      }
      return this;
    }

    /**
     * Returns the data set of all rows added.
     *
     * @throws SummarizerException if no row is left
     */
    public TokenizedDataset finish() {
      tokenizeWaiting();
      Report report =
          new Report(rowsRead, rowsDropped, firstDroppedIds, sourcesTruncated, targetsTruncated);
      if (examples.isEmpty()) {
        throw new SummarizerException(
            name
                + ": expected at least one row with an article and a summary, but none is left ("
                + report
                + "). Check the file and the names of its columns.");
      }
      return new TokenizedDataset(examples, report);
    }

    private void tokenizeWaiting() {
      List<Tokenized> done =
          waiting.parallelStream()
              .map(
                  row ->
                      new Tokenized(
                          row.id(),
                          tokenizer.source(row.article()),
                          tokenizer.target(row.summary())))
              .toList();
      waiting.clear();
      for (Tokenized row : done) {
        sourcesTruncated += row.source().truncated() ? 1 : 0;
        targetsTruncated += row.target().truncated() ? 1 : 0;
        examples.add(new TokenizedExample(row.id(), row.source().ids(), row.target().ids()));
      }
    }
  }
}
