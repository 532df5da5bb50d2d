package io.summarizer.rouge;

import java.util.BitSet;

/**
 * ROUGE-Lsum: summary-level longest common subsequence, section 3.2 of Lin (2004).
 *
 * <p>A reference sentence matches with the union of its longest common subsequences with each
 * generated sentence. The paper counts the whole union; ROUGE-1.5.5 and {@code rouge_score} let
 * each occurrence of a token, in either text, count once only, and so does this class.
 */
final class SummaryLcs extends RougeType {
  SummaryLcs() {
    super("rougeLsum");
  }

  @Override
  Overlap overlap(TextPair pair) {
    int[][] generated = pair.generated().sentences();
    int[][] reference = pair.reference().sentences();
    int[] generatedLeft = counts(generated, pair.vocabularySize());
    int matches = 0;
    for (int[] sentence : reference) {
      BitSet union = new BitSet(sentence.length);
      for (int[] generatedSentence : generated) {
        LongestCommonSubsequence.mark(sentence, generatedSentence, union);
      }
      for (int i = union.nextSetBit(0); i >= 0; i = union.nextSetBit(i + 1)) {
        // This visits each reference token once at most; only the generated ones need counting.
        if (generatedLeft[sentence[i]] > 0) {
          generatedLeft[sentence[i]]--;
          matches++;
        }
      }
    }
    return new Overlap(matches, length(generated), length(reference));
  }

  private static int[] counts(int[][] sentences, int vocabularySize) {
    int[] counts = new int[vocabularySize];
    for (int[] sentence : sentences) {
      for (int token : sentence) {
        counts[token]++;
      }
    }
    return counts;
  }

  private static int length(int[][] sentences) {
    int length = 0;
    for (int[] sentence : sentences) {
      length += sentence.length;
    }
    return length;
  }
}
