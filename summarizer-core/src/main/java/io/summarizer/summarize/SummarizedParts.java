package io.summarizer.summarize;

import io.summarizer.GenerationOptions;
import java.util.Iterator;
import java.util.List;

/** Whole texts; of those that are too long the summaries of their parts. */
record SummarizedParts(LoadedModel model) implements Sources {
  @Override
  public List<Source> of(List<String> texts, GenerationOptions options) {
    GenerationOptions one = Texts.one(options);
    List<LongDocument> documents =
        texts.stream()
            .filter(text -> !text.isBlank())
            .map(text -> LongDocument.of(text, model))
            .toList();
    List<LongDocument> unfinished = unfinished(documents);
    while (!unfinished.isEmpty()) {
      // Those of all documents at once: batches are filled.
      List<int[]> sources =
          unfinished.stream().flatMap(document -> document.sources().stream()).toList();
      Iterator<String> summaries =
          model.generate(sources, one).stream()
              .map(generated -> model.text(generated.get(0).ids()))
              .iterator();
      unfinished.forEach(document -> document.summarized(summaries));
      unfinished = unfinished(unfinished);
    }
    Iterator<Source> sources = documents.stream().map(LongDocument::source).iterator();
    return texts.stream().map(text -> text.isBlank() ? Source.BLANK : sources.next()).toList();
  }

  private static List<LongDocument> unfinished(List<LongDocument> documents) {
    return documents.stream().filter(document -> !document.isOne()).toList();
  }
}
