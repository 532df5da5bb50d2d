package io.summarizer.examples;

import io.summarizer.Evaluation;
import io.summarizer.Summary;
import io.summarizer.data.Example;
import io.summarizer.rouge.LeadBaseline;
import io.summarizer.rouge.RougeAggregator;
import io.summarizer.rouge.RougeScores;
import java.util.List;

/**
 * A model's summaries beside Lead-3, the first three sentences of each article. Both are scored as
 * the evaluations of a run are.
 *
 * @param model the mean scores of the model's summaries
 * @param leadThree the mean scores of Lead-3
 */
record Comparison(RougeScores model, RougeScores leadThree) {
  /** Scores summaries, one for each example. */
  static Comparison of(List<Example> examples, List<Summary> summaries) {
    RougeAggregator model = new RougeAggregator();
    RougeAggregator leadThree = new RougeAggregator();
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      model.add(Evaluation.SCORER.score(summaries.get(i).text(), example.summary()));
      leadThree.add(
          Evaluation.SCORER.score(LeadBaseline.lead(example.article(), 3), example.summary()));
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
