package io.summarizer.examples.rouge;

import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeTokenizer;
import io.summarizer.rouge.RougeType;
import io.summarizer.rouge.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the numbers do not show of the texts they are made from. */
public final class RougeNotes {
  private RougeNotes() {}

  /** A sentence for each thing to know; empty if there is none. */
  public static List<String> of(RougeResult result) {
    List<String> notes = new ArrayList<>();
    for (ScoredFile system : result.systems()) {
      if (result.delimited() && system.scores().count() == 1) {
        notes.add(system.name() + ": is one text, as no line within it is the delimiter");
      }
      if (system.scores().textsWithoutTokens() > 0) {
        notes.add(textsWithoutTokens(system));
      }
    }
    if (isLsumIdle(result)) {
      notes.add(
          "rougeLsum equals rougeL, as every text is one line; cut sentences with --sentences english"
              + (result.delimited() ? "" : " or use --delimiter"));
    }
    return notes;
  }

  private static String textsWithoutTokens(ScoredFile system) {
    RougeTokenizer tokenizer = system.scores().profile().tokenizer();
    return String.format(
        Locale.ROOT,
        "%s: %d of %d texts, references included, hold no token of the %s tokenizer and score 0%s",
        system.name(),
        system.scores().textsWithoutTokens(),
        system.texts(),
        tokenizer,
        tokenizer == RougeTokenizer.ASCII ? "; for other scripts use --tokenizer unicode" : "");
  }

  private static boolean isLsumIdle(RougeResult result) {
    RougeAggregate scores = result.first().scores();
    RougeProfile profile = scores.profile();
    return scores.types().contains(RougeType.ROUGE_LSUM)
        && profile.sentences() == SentenceSplitter.NEWLINE
        && result.systems().stream().noneMatch(ScoredFile::lineEnds);
  }
}
