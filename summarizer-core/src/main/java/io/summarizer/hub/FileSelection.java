package io.summarizer.hub;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files of a repository are wanted.
 *
 * @param required patterns that must match something
 * @param optional patterns that may match something
 */
record FileSelection(List<GlobPattern> required, List<GlobPattern> optional) {
  boolean contains(String name) {
    return Stream.concat(required.stream(), optional.stream())
        .anyMatch(pattern -> pattern.matches(name));
  }

  /** A required pattern that matches none of these. */
  Optional<GlobPattern> unmatched(List<String> names) {
    return required.stream()
        .filter(pattern -> names.stream().noneMatch(pattern::matches))
        .findFirst();
  }

  boolean hasWildcards() {
    return required.stream().anyMatch(GlobPattern::hasWildcards);
  }
}
