package io.summarizer.summarize;

import io.summarizer.GenerationOptions;
import java.util.List;
import java.util.Objects;

/** The checks of what a call is given. */
public final class Texts {
  private Texts() {}

  /** Refuses a null. */
  public static String notNull(String text) {
    return Objects.requireNonNull(text, "text: expected a text, got null");
  }

  /** Refuses a null anywhere. */
  public static void notNull(List<String> texts) {
    Objects.requireNonNull(texts, "texts: expected a list of texts, got null");
    int index = 0;
    for (String text : texts) {
      Objects.requireNonNull(text, "texts: expected texts, got null at index " + index);
      index++;
    }
  }

  /** Options that ask for the best summary only. */
  public static GenerationOptions one(GenerationOptions options) {
    Objects.requireNonNull(options, "options: expected generation options, got null");
    return options.toBuilder().returnedSummaries(1).build();
  }
}
