package io.summarizer.tokens;

import io.summarizer.TokenizationReport;
import io.summarizer.data.DataException;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.TokenIds;
import io.summarizer.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Takes rows one by one and tokenizes them on all cores. For one thread and one data set. */
final class TokenCollector {
  /** Enough rows to keep the cores busy, few enough that their texts take no memory to speak of. */
  private static final int CHUNK = 256;

  private static final int IDS_SHOWN = 5;

  private final String name;
  private final Tokenizer tokenizer;
  private final TokenStore store;
  private final LongConsumer progress;
  private final CacheKey key;
  private final List<Row> waiting = new ArrayList<>(CHUNK);
  private final List<String> firstDroppedIds = new ArrayList<>();
  private long rowsRead;
  private long rowsDropped;
  private long sourcesTruncated;
  private long targetsTruncated;

  /**
   * A collector of no rows.
   *
   * @param name of the data set, for messages
   * @param tokenizer must stay open meanwhile
   * @param store takes the examples
   * @param progress hears how many rows are done
   */
  TokenCollector(String name, Tokenizer tokenizer, TokenStore store, LongConsumer progress) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.store = store;
    this.progress = progress;
    this.key = new CacheKey(tokenizer);
  }

  private record Row(String id, String article, String summary) {}

  private record Tokenized(String id, TokenIds source, TokenIds target) {}

  /** Adds a row. One with a null or blank article or summary is counted and left out. */
  TokenCollector add(String id, @Nullable String article, @Nullable String summary) {
    Objects.requireNonNull(id, "id: expected a name for messages, got null");
    rowsRead++;
    key.add(id, article, summary);
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
   * @throws DataException if no row is left
   * @throws SummarizerException if its file cannot be written
   */
  TokenizedDataset finish() {
    tokenizeWaiting();
    TokenizationReport report =
        new TokenizationReport(
            rowsRead, rowsDropped, firstDroppedIds, sourcesTruncated, targetsTruncated);
    if (store.isEmpty()) {
      throw new DataException(
          name
              + ": expected at least one row with an article and a summary, but none is left ("
              + report
              + "). Check the file and the names of its columns.");
    }
    return store.finish(key, report);
  }

  private void tokenizeWaiting() {
    List<Tokenized> done =
        waiting.parallelStream()
            .map(
                row ->
                    new Tokenized(
                        row.id(), tokenizer.source(row.article()), tokenizer.target(row.summary())))
            .toList();
    waiting.clear();
    for (Tokenized row : done) {
      sourcesTruncated += row.source().truncated() ? 1 : 0;
      targetsTruncated += row.target().truncated() ? 1 : 0;
      store.add(new TokenizedExample(row.id(), row.source().ids(), row.target().ids()));
    }
    progress.accept(rowsRead);
  }
}
