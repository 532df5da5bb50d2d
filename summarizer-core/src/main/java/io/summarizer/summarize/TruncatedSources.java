package io.summarizer.summarize;

import io.summarizer.GenerationOptions;
import java.util.List;

/** The beginnings of texts. */
record TruncatedSources(LoadedModel model) implements Sources {
  @Override
  public List<Source> of(List<String> texts, GenerationOptions options) {
    return texts.stream()
        .map(text -> text.isBlank() ? Source.BLANK : Source.of(model.tokens(text)))
        .toList();
  }
}
