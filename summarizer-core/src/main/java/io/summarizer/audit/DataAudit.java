package io.summarizer.audit;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import io.summarizer.rouge.RougeScores;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a data set: what a training would drop, cut or see twice, and how good its simplest
 * summaries are.
 *
 * <pre>{@code
 * DataAudit audit = DataAudit.of(Dataset.open(train)).tokenizer(model).validation(held).run();
 * System.out.println(audit.source().truncated() + " of " + audit.rows() + " articles are cut");
 * }</pre>
 *
 * @param name of the data set
 * @param rows read
 * @param blankRows rows without an article or without a summary, which a training leaves out; they
 *     count in nothing that follows
 * @param duplicatePairs rows whose article and summary another row before them has too
 * @param duplicateArticles rows whose article another row before them has too, be the summary the
 *     same or not
 * @param longSummaries rows whose summary has as many tokens as the article, or more
 * @param source lengths of the articles, with their prefix
 * @param target lengths of the summaries
 * @param leadThree the mean scores of the first three sentences of each article taken as its
 *     summary, by {@link io.summarizer.Evaluation#SCORER}
 * @param overlap with the validation data, if there is any
 */
public record DataAudit(
    String name,
    long rows,
    long blankRows,
    long duplicatePairs,
    long duplicateArticles,
    long longSummaries,
    Lengths source,
    Lengths target,
    RougeScores leadThree,
    Optional<Overlap> overlap) {

  /**
   * What training and validation data have in common: a model that is judged by texts it was
   * trained on looks better than it is.
   *
   * @param name of the validation data
   * @param rows of the validation data, those without an article left out
   * @param sharedArticles how many of them have an article that the training data has too
   */
  public record Overlap(String name, long rows, long sharedArticles) {}

  /** Rows that are neither blank nor left out. */
  public long usableRows() {
    return rows - blankRows;
  }

  /** Returns an audit of a data set, yet to be told its tokenizer. */
  public static Options of(Dataset data) {
    return new Options(
        data,
        null,
        null,
        Tokenizer.DEFAULT_PREFIX,
        Tokenizer.DEFAULT_MAX_SOURCE_LENGTH,
        Tokenizer.DEFAULT_MAX_TARGET_LENGTH);
  }

  /** What to audit; immutable, each setter returns a changed copy. */
  public static final class Options {
    private final Dataset data;
    private final @Nullable Dataset validation;
    private final @Nullable Path tokenizer;
    private final String prefix;
    private final int maxSourceLength;
    private final int maxTargetLength;

    private Options(
        Dataset data,
        @Nullable Dataset validation,
        @Nullable Path tokenizer,
        String prefix,
        int maxSourceLength,
        int maxTargetLength) {
      this.data = data;
      this.validation = validation;
      this.tokenizer = tokenizer;
      this.prefix = prefix;
      this.maxSourceLength = maxSourceLength;
      this.maxTargetLength = maxTargetLength;
    }

    /** A {@code tokenizer.json}, or the directory of one, such as a model's; required. */
    public Options tokenizer(Path tokenizer) {
      return new Options(data, validation, tokenizer, prefix, maxSourceLength, maxTargetLength);
    }

    /** Validation data, to be searched for articles of the data; default none. */
    public Options validation(Dataset validation) {
      return new Options(data, validation, tokenizer, prefix, maxSourceLength, maxTargetLength);
    }

    /** What stands before each article; default {@value Tokenizer#DEFAULT_PREFIX}. */
    public Options prefix(String prefix) {
      return new Options(data, validation, tokenizer, prefix, maxSourceLength, maxTargetLength);
    }

    /** The limit of an article in tokens; default 512. */
    public Options maxSourceLength(int maxSourceLength) {
      return new Options(data, validation, tokenizer, prefix, maxSourceLength, maxTargetLength);
    }

    /** The limit of a summary in tokens; default 128. */
    public Options maxTargetLength(int maxTargetLength) {
      return new Options(data, validation, tokenizer, prefix, maxSourceLength, maxTargetLength);
    }

    /**
     * Reads the data once, on all processors. Needs about 100 bytes of memory to a row.
     *
     * @throws IllegalArgumentException if the tokenizer is not set, or a limit has no room for it
     * @throws io.summarizer.text.TokenizerException if the tokenizer cannot be read
     * @throws io.summarizer.data.DataException if the data cannot be read
     * @throws SummarizerException if no row has both an article and a summary
     */
    public DataAudit run() {
      if (tokenizer == null) {
        throw new IllegalArgumentException(
            "tokenizer: expected a tokenizer.json or the directory of one, but it was not set");
      }
      try (Tokenizer open =
          Tokenizer.builder()
              .file(tokenizer)
              .prefix(prefix)
              .maxSourceLength(maxSourceLength)
              .maxTargetLength(maxTargetLength)
              .build()) {
        AuditCounter counter = new AuditCounter(data.name(), open);
        try (Stream<Example> examples = data.stream()) {
          examples.forEach(counter::add);
        }
        if (validation != null) {
          try (Stream<Example> examples = validation.stream()) {
            return counter.finish(Optional.of(counter.overlap(validation.name(), examples)));
          }
        }
        return counter.finish(Optional.empty());
      }
    }
  }
}
