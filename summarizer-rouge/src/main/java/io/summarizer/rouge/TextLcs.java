package io.summarizer.rouge;

/** ROUGE-L: the longest common subsequence of the two texts as a whole. */
final class TextLcs extends RougeType {
  TextLcs() {
    super("rougeL");
  }

  @Override
  Overlap overlap(TextPair pair) {
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    return new Overlap(
        LongestCommonSubsequence.length(generated, reference), generated.length, reference.length);
  }
}
