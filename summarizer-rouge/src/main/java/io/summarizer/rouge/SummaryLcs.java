package io.summarizer.rouge;

import io.summarizer.rouge.RougeUnit.Token;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * ROUGE-Lsum: summary-level longest common subsequence, section 3.2 of Lin (2004).
 *
 * <p>A reference sentence matches with the union of its longest common subsequences with each
 * generated sentence. The paper counts the whole union; ROUGE-1.5.5 and {@code rouge_score} let
 * each occurrence of a token, in either text, count once only, and so does this class.
 *
 * <p>A token is named by its place among the tokens of all sentences of its text.
 */
final class SummaryLcs extends RougeType {
  SummaryLcs() {
    super("rougeLsum");
  }

  @Override
  Overlap overlap(TextPair pair) {
    return new Overlap(
        Matching.count(counted(pair)),
        length(pair.generated().sentences()),
        length(pair.reference().sentences()));
  }

  @Override
  Matching match(TextPair pair) {
    int[] generated = join(pair.generated().sentences());
    int[] reference = join(pair.reference().sentences());
    int[] partners = counted(pair);
    BitSet taken = new BitSet(generated.length);
    BitSet losers = new BitSet(reference.length);
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] != Matching.NONE && taken.get(partners[i])) {
        losers.set(i);
      } else if (partners[i] != Matching.NONE) {
        taken.set(partners[i]);
      }
    }
    for (int i = losers.nextSetBit(0); i >= 0; i = losers.nextSetBit(i + 1)) {
      // There is one: no more are counted than the generated text holds.
      partners[i] = firstFree(reference[i], generated, taken);
      taken.set(partners[i]);
    }
    return new Matching(Units.runs(generated.length, 1), Units.runs(reference.length, 1), partners);
  }

  private static int firstFree(int token, int[] generated, BitSet taken) {
    int place = taken.nextClearBit(0);
    while (generated[place] != token) {
      place = taken.nextClearBit(place + 1);
    }
    return place;
  }

  @Override
  List<Token> tokens(PlacedText text) {
    return text.sentenceTokens();
  }

  @Override
  String units() {
    return "tokens of the longest common subsequences of sentences";
  }

  /**
   * For each reference token that counts, the generated token it is aligned with, which may be the
   * same for several.
   */
  private static int[] counted(TextPair pair) {
    int[][] generated = pair.generated().sentences();
    int[][] reference = pair.reference().sentences();
    int[] generatedLeft = counts(generated, pair.vocabularySize());
    int[] counted = new int[length(reference)];
    int offset = 0;
    for (int[] sentence : reference) {
      int[] union = union(sentence, generated);
      for (int i = 0; i < union.length; i++) {
        // This visits each reference token once at most; only the generated ones need counting.
        boolean counts = union[i] != Matching.NONE && generatedLeft[sentence[i]] > 0;
        if (counts) {
          generatedLeft[sentence[i]]--;
        }
        counted[offset + i] = counts ? union[i] : Matching.NONE;
      }
      offset += sentence.length;
    }
    return counted;
  }

  /** The partners of a reference sentence's tokens, each in the longest subsequence that has it. */
  private static int[] union(int[] sentence, int[][] generated) {
    int[] union = new int[sentence.length];
    Arrays.fill(union, Matching.NONE);
    int[] longest = new int[sentence.length];
    int offset = 0;
    for (int[] generatedSentence : generated) {
      int start = offset;
      LongestCommonSubsequence.visit(
          sentence,
          generatedSentence,
          (i, j, length) -> {
            if (length > longest[i]) {
              longest[i] = length;
              union[i] = start + j;
            }
          });
      offset += generatedSentence.length;
    }
    return union;
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

  private static int[] join(int[][] sentences) {
    return Arrays.stream(sentences).flatMapToInt(Arrays::stream).toArray();
  }

  private static int length(int[][] sentences) {
    int length = 0;
    for (int[] sentence : sentences) {
      length += sentence.length;
    }
    return length;
  }
}
