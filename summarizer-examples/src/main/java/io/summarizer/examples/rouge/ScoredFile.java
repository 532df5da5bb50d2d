package io.summarizer.examples.rouge;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.examples.text.TextFile;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a file of generated texts.
 *
 * @param name what messages call the file
 * @param scores of its texts
 * @param texts how many texts were compared, references included
 * @param lineEnds whether one of them has more than one line
 */
public record ScoredFile(String name, RougeAggregate scores, long texts, boolean lineEnds) {
  /**
   * Scores each text of a file against those at the same place in the files of references. Texts
   * are read as they are scored.
   *
   * @param delimiter the line between two texts, or null for one text per line
   * @throws SummarizerException if the files do not hold equally many texts, or none
   */
  public static ScoredFile of(
      TextFile generated,
      List<TextFile> references,
      @Nullable String delimiter,
      RougeScorer scorer) {
    try (PairReader pairs = new PairReader(generated, references, delimiter)) {
      if (!pairs.hasNext()) {
        throw new SummarizerException(
            Remedy.FIX_INPUT, generated + ": expected at least one text, got an empty file");
      }
      RougeAggregate scores = scorer.scoreAll(pairs.stream());
      long texts = scores.count() * (1L + references.size());
      return new ScoredFile(generated.toString(), scores, texts, pairs.lineEnds());
    }
  }
}
