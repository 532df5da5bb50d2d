package io.summarizer.rouge;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * ROUGE-W: a longest common subsequence that favours neighbouring matches, section 4 of Lin (2004).
 * A run of k of them counts f(k) = k<sup>weight</sup>; precision and recall are the inverse of f
 * applied to the share of what the whole text would count.
 *
 * <p>The paper's program takes each match that it meets, so it may miss the subsequence that counts
 * most. ROUGE-1.5.5 counts in another way: {@link SummaryWeightedLcs}.
 */
final class WeightedLcs extends RougeType {
  private static final double MOST = 10;
  private static final int RUNS_SHOWN = 12;

  private final double weight;

  WeightedLcs(double weight) {
    super("rougeW" + shortest(weight));
    if (!(weight > 1 && weight <= MOST)) {
      throw new IllegalArgumentException(
          "RougeType weight: expected a number above 1, up to 10, got "
              + weight
              + "; 1.2 is customary, and 1 is rougeL");
    }
    this.weight = weight;
  }

  @Override
  Overlap overlap(TextPair pair) {
    return switch (pair.conventions()) {
      case PAPER -> overlap(pair.generated().tokens(), pair.reference().tokens());
      case ROUGE_155 -> new SummaryWeightedLcs(this::f).overlap(pair);
    };
  }

  private Overlap overlap(int[] generated, int[] reference) {
    double generatedUnits = f(generated.length);
    double referenceUnits = f(reference.length);
    // The sum of many small differences may end a rounding error above the whole.
    double most = Math.min(generatedUnits, referenceUnits);
    return new Overlap(
        Math.min(matches(generated, reference), most), generatedUnits, referenceUnits);
  }

  @Override
  RougeScore score(Overlap overlap) {
    return RougeScore.of(
        inverse(overlap.matches()),
        inverse(overlap.generatedUnits()),
        inverse(overlap.referenceUnits()));
  }

  @Override
  Matching match(TextPair pair) {
    if (pair.conventions() == Conventions.ROUGE_155) {
      throw new IllegalArgumentException(
          "RougeExplanation "
              + name()
              + ": expected a profile that counts as Lin's paper does, got ROUGE_155; its matches"
              + " are no subsequence, explain the type with another profile");
    }
    int[] generated = pair.generated().tokens();
    int[] reference = pair.reference().tokens();
    Rows rows = new Rows(reference);
    BitSet[] dropsGenerated = new BitSet[generated.length];
    for (int i = 0; i < generated.length; i++) {
      rows.add(generated[i]);
      dropsGenerated[i] = rows.dropsGenerated();
    }
    return new Matching(
        Units.runs(generated.length, 1),
        Units.runs(reference.length, 1),
        wayBack(generated, reference, dropsGenerated));
  }

  /** On a tie the last reference token is dropped, as for {@link LongestCommonSubsequence}. */
  private static int[] wayBack(int[] generated, int[] reference, BitSet[] dropsGenerated) {
    int[] partners = new int[reference.length];
    Arrays.fill(partners, Matching.NONE);
    int i = generated.length - 1;
    int j = reference.length - 1;
    while (i >= 0 && j >= 0) {
      if (generated[i] == reference[j]) {
        partners[j--] = i--;
      } else if (dropsGenerated[i].get(j)) {
        i--;
      } else {
        j--;
      }
    }
    return partners;
  }

  @Override
  String units() {
    return "tokens of a longest common subsequence that favours runs";
  }

  @Override
  String working(RougeAlignment alignment) {
    List<Integer> runs = alignment.runs().stream().map(List::size).toList();
    double sum = runs.stream().mapToDouble(this::f).sum();
    int matched = alignment.matched().size();
    return String.format(
        Locale.ROOT,
        "Runs of %s tokens; the sum of each length to the power of %s is %.4f. Precision"
            + " (%.4f / %.4f)^(1/%s) = %.4f, recall (%.4f / %.4f)^(1/%s) = %.4f",
        shown(runs),
        shortest(weight),
        sum,
        sum,
        f(matched + alignment.extra().size()),
        shortest(weight),
        alignment.score().precision(),
        sum,
        f(matched + alignment.missed().size()),
        shortest(weight),
        alignment.score().recall());
  }

  private static String shown(List<Integer> runs) {
    String first = runs.stream().limit(RUNS_SHOWN).map(String::valueOf).collect(joining(", "));
    return (runs.isEmpty() ? "0" : first) + (runs.size() > RUNS_SHOWN ? ", ..." : "");
  }

  private double matches(int[] generated, int[] reference) {
    Rows rows = new Rows(reference);
    for (int token : generated) {
      rows.add(token);
    }
    return rows.row[reference.length];
  }

  /** The dynamic program of Lin (2004), page 5, in two rows: one row to a generated token. */
  private final class Rows {
    private final int[] reference;
    private double[] above;
    private double[] row;
    private int[] runAbove;
    private int[] run;

    Rows(int[] reference) {
      this.reference = reference;
      above = new double[reference.length + 1];
      row = new double[reference.length + 1];
      runAbove = new int[reference.length + 1];
      run = new int[reference.length + 1];
    }

    void add(int token) {
      double[] oldest = above;
      above = row;
      row = oldest;
      int[] oldestRun = runAbove;
      runAbove = run;
      run = oldestRun;
      for (int j = 1; j <= reference.length; j++) {
        if (token == reference[j - 1]) {
          int k = runAbove[j - 1];
          row[j] = above[j - 1] + f(k + 1) - f(k);
          run[j] = k + 1;
        } else {
          row[j] = Math.max(above[j], row[j - 1]);
          run[j] = 0;
        }
      }
    }

    /** The columns where a mismatch in the last row keeps more without its generated token. */
    BitSet dropsGenerated() {
      BitSet drops = new BitSet(reference.length);
      for (int j = 0; j < reference.length; j++) {
        drops.set(j, above[j + 1] > row[j]);
      }
      return drops;
    }
  }

  private double f(double k) {
    return Math.pow(k, weight);
  }

  private double inverse(double share) {
    return Math.pow(share, 1 / weight);
  }
}
