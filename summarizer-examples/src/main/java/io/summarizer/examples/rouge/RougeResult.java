package io.summarizer.examples.rouge;

import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.RougeComparison;
import java.util.List;
import java.util.Optional;

/**
 * What the rouge command has to show.
 *
 * @param systems the scores of one system, or of two systems on the same references
 * @param bootstrap how intervals are drawn
 * @param delimited whether a line stood between texts, or else each line was one
 */
public record RougeResult(List<ScoredFile> systems, Bootstrap bootstrap, boolean delimited) {
  /** How the second system compares with the first, if there are two. */
  Optional<RougeComparison> comparison() {
    return systems.size() < 2
        ? Optional.empty()
        : Optional.of(
            RougeComparison.of(systems.get(0).scores(), systems.get(1).scores(), bootstrap));
  }

  ScoredFile first() {
    return systems.get(0);
  }
}
