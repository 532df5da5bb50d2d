package io.summarizer.summarize;

import com.google.common.collect.ImmutableList;
import io.summarizer.GenerationOptions;
import io.summarizer.generate.Generated;
import java.util.Iterator;
import java.util.List;

/** Whole texts; of those that are too long the summaries of their parts. */
record SummarizedParts(LoadedModel model) implements Sources {
  @Override
  public List<Source> of(List<String> texts, GenerationOptions options) {
    List<LongDocument> documents =
        texts.stream()
            .filter(text -> !text.isBlank())
            .map(text -> LongDocument.of(text, model, options))
            .toList();
    List<LongDocument> unfinished = unfinished(documents);
    while (!unfinished.isEmpty()) {
      // Those of all documents at once: batches are filled.
      List<int[]> sources =
          unfinished.stream().flatMap(document -> document.sources().stream()).toList();
      Iterator<ImmutableList<PartSummary>> summaries =
          model.generate(sources, options).stream().map(this::withTexts).iterator();
      unfinished.forEach(document -> document.summarized(summaries));
      unfinished = unfinished(unfinished);
    }
    Iterator<Source> sources = documents.stream().map(LongDocument::source).iterator();
    return texts.stream().map(text -> text.isBlank() ? Source.BLANK : sources.next()).toList();
  }

  private ImmutableList<PartSummary> withTexts(List<Generated> summaries) {
    return summaries.stream()
        .map(summary -> new PartSummary(summary, model.text(summary.ids())))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<LongDocument> unfinished(List<LongDocument> documents) {
    return documents.stream().filter(document -> !document.isReady()).toList();
  }
}
