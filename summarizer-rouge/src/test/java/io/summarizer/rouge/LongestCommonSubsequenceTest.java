package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares with the textbook table and the way back through it. */
class LongestCommonSubsequenceTest {
  @Property(tries = 500)
  void length_equalsCornerOfFullTable(
      @ForAll("tokens") int[] reference, @ForAll("tokens") int[] generated) {
    assertThat(LongestCommonSubsequence.length(reference, generated))
        .isEqualTo(table(reference, generated)[reference.length][generated.length]);
  }

  @Property(tries = 500)
  void partners_areThoseOfFullTable(
      @ForAll("tokens") int[] reference, @ForAll("tokens") int[] generated) {
    assertThat(LongestCommonSubsequence.partners(reference, generated))
        .isEqualTo(wayBack(reference, generated));
  }

  @Provide
  Arbitrary<int[]> tokens() {
    return Arbitraries.integers().between(0, 4).array(int[].class).ofMaxSize(70);
  }

  private static int[][] table(int[] reference, int[] generated) {
    int[][] table = new int[reference.length + 1][generated.length + 1];
    for (int i = 1; i <= reference.length; i++) {
      for (int j = 1; j <= generated.length; j++) {
        table[i][j] =
            reference[i - 1] == generated[j - 1]
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    return table;
  }

  private static int[] wayBack(int[] reference, int[] generated) {
    int[][] table = table(reference, generated);
    int[] partners = new int[reference.length];
    Arrays.fill(partners, Matching.NONE);
    int i = reference.length;
    int j = generated.length;
    while (i > 0 && j > 0) {
      if (reference[i - 1] == generated[j - 1]) {
        partners[i - 1] = j - 1;
        i--;
        j--;
      } else if (table[i][j - 1] > table[i - 1][j]) {
        j--;
      } else {
        i--;
      }
    }
    return partners;
  }
}
