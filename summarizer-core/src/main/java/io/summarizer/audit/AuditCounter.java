package io.summarizer.audit;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.Evaluation;
import io.summarizer.data.DataException;
import io.summarizer.data.Example;
import io.summarizer.rouge.LeadBaseline;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougeScores;
import io.summarizer.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the rows of a data set; some hundred at a time are examined on all processors. */
final class AuditCounter {
  private static final int CHUNK = 256;
  private static final int LEAD = 3;

  private final String name;
  private final Tokenizer tokenizer;
  private final List<Example> waiting = new ArrayList<>(CHUNK);
  private final Set<HashCode> articles = new HashSet<>();
  private final Set<HashCode> pairs = new HashSet<>();
  private final ImmutableIntArray.Builder sourceLengths = ImmutableIntArray.builder();
  private final ImmutableIntArray.Builder targetLengths = ImmutableIntArray.builder();
  private final RougeAggregator leadThree = new RougeAggregator();
  private long rows;
  private long blankRows;
  private long duplicatePairs;
  private long duplicateArticles;
  private long longSummaries;

  AuditCounter(String name, Tokenizer tokenizer) {
    this.name = name;
    this.tokenizer = tokenizer;
  }

  void add(Example example) {
    rows++;
    if (example.article().isBlank() || example.summary().isBlank()) {
      blankRows++;
      return;
    }
    waiting.add(example);
    if (waiting.size() == CHUNK) {
      examineWaiting();
    }
  }

  /** What is found in a row apart from all others. */
  private record Row(
      HashCode article, HashCode pair, int sourceLength, int targetLength, RougeScores leadThree) {}

  private void examineWaiting() {
    List<Row> examined = waiting.parallelStream().map(this::examine).toList();
    waiting.clear();
    for (Row row : examined) {
      duplicateArticles += articles.add(row.article()) ? 0 : 1;
      duplicatePairs += pairs.add(row.pair()) ? 0 : 1;
      sourceLengths.add(row.sourceLength());
      targetLengths.add(row.targetLength());
      longSummaries += row.targetLength() >= row.sourceLength() - prefixLength() ? 1 : 0;
      leadThree.add(row.leadThree());
    }
  }

  private Row examine(Example example) {
    return new Row(
        hash(example.article()),
        hash(example.article() + '\0' + example.summary()),
        tokenizer.source(example.article()).fullLength(),
        tokenizer.target(example.summary()).fullLength(),
        Evaluation.SCORER.score(LeadBaseline.lead(example.article(), LEAD), example.summary()));
  }

  /** The tokens that the prefix adds to an article. */
  private int prefixLength() {
    return tokenizer.source("").fullLength() - tokenizer.target("").fullLength();
  }

  /** 128 bits: that two of a billion texts share one by chance is out of the question. */
  private static HashCode hash(String text) {
    return Hashing.murmur3_128().hashString(text, StandardCharsets.UTF_8);
  }

  DataAudit.Overlap overlap(String validationName, Stream<Example> validation) {
    examineWaiting();
    List<HashCode> hashes =
        validation
            .map(Example::article)
            .filter(article -> !article.isBlank())
            .map(AuditCounter::hash)
            .toList();
    return new DataAudit.Overlap(
        validationName, hashes.size(), hashes.stream().filter(articles::contains).count());
  }

  DataAudit finish(Optional<DataAudit.Overlap> overlap) {
    examineWaiting();
    if (leadThree.count() == 0) {
      throw new DataException(
          name
              + ": expected at least one row with an article and a summary, but none of "
              + rows
              + " has both. Check the file and the names of its fields.");
    }
    return new DataAudit(
        name,
        rows,
        blankRows,
        duplicatePairs,
        duplicateArticles,
        longSummaries,
        Lengths.of(sourceLengths.build().toArray(), tokenizer.maxSourceLength()),
        Lengths.of(targetLengths.build().toArray(), tokenizer.maxTargetLength()),
        leadThree.aggregate().mean(),
        overlap);
  }
}
