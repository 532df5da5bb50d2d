package io.summarizer.rouge;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Objects;

/**
 * A generated text and the references to judge it by.
 *
 * @param generated the text to judge
 * @param references one or more texts to compare it with
 */
public record RougePair(String generated, List<String> references) {
  /** Checks that nothing is missing; copies the list. */
  public RougePair {
    requireText("generated", generated);
    Objects.requireNonNull(
        references, "RougePair references: expected a list of texts, got null; pass at least one");
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "RougePair references: expected at least one text, got an empty list; a text without a"
              + " reference cannot be scored");
    }
    references.forEach(reference -> requireText("reference", reference));
    references = List.copyOf(references);
  }

  /** Creates a pair of a generated text and its only reference. */
  public RougePair(String generated, String reference) {
    this(generated, List.of(requireText("reference", reference)));
  }

  @CanIgnoreReturnValue
  private static String requireText(String name, String text) {
    return Objects.requireNonNull(
        text,
        () -> "RougePair " + name + ": expected a text, got null; pass \"\" for an empty one");
  }
}
