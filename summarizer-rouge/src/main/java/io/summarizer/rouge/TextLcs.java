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

  @Override
  Matching match(TextPair pair) {
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    return new Matching(
        Units.runs(generated.length, 1),
        Units.runs(reference.length, 1),
        LongestCommonSubsequence.partners(reference, generated));
  }

  @Override
  String units() {
    return "tokens; matched are those of a longest common subsequence";
  }
}
