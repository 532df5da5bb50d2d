package io.summarizer.examples;

import io.summarizer.Summary;
import io.summarizer.data.Example;
import io.summarizer.rouge.LeadBaseline;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeScores;
import io.summarizer.rouge.SentenceSplitter;
import java.util.List;

/**
 * A model's summaries beside Lead-3, the first three sentences of each article. Both are scored as
 * the evaluations of a run are.
 *
 * @param model the mean scores of the model's summaries
 * @param leadThree the mean scores of Lead-3
 */
record Comparison(RougeScores model, RougeScores leadThree) {
  private static final RougeScorer ROUGE =
      RougeScorer.builder().stemming(true).sentences(SentenceSplitter.ENGLISH).build();

  /** Scores summaries, one for each example. */
  static Comparison of(List<Example> examples, List<Summary> summaries) {
    RougeAggregator model = new RougeAggregator();
    RougeAggregator leadThree = new RougeAggregator();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      model.add(ROUGE.score(summaries.get(i).text(), example.summary()));
      leadThree.add(ROUGE.score(LeadBaseline.lead(example.article(), 3), example.summary()));
    }
    return new Comparison(model.aggregate().mean(), leadThree.aggregate().mean());
  }

  /** The comparison as a table. */
  @Override
  public String toString() {
    return """
                rouge1  rouge2  rougeL  rougeLsum
        Lead-3  %s
        model   %s"""
        .formatted(EpochTable.scores(leadThree), EpochTable.scores(model));
  }
}
