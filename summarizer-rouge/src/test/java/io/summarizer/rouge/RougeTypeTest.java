package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RougeTypeTest {
  @Property(tries = 500)
  void parsedName_isTheType(@ForAll("types") RougeType type) {
    assertThat(RougeType.parse(type.name())).isEqualTo(type).hasSameHashCodeAs(type);
    assertThat(RougeType.parse(type.name())).hasToString(type.name());
  }

  @Provide
  Arbitrary<RougeType> types() {
    Arbitrary<Integer> gaps = Arbitraries.integers().between(0, Integer.MAX_VALUE - 1);
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 9).map(RougeType::n),
        Arbitraries.of(
            RougeType.ROUGE_L,
            RougeType.ROUGE_LSUM,
            RougeType.skipBigram(),
            RougeType.skipBigramUnigram()),
        gaps.map(RougeType::skipBigram),
        gaps.map(RougeType::skipBigramUnigram),
        Arbitraries.doubles().ofScale(15).between(1, false, 10, true).map(RougeType::weightedLcs));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rouge1",
        "rouge9",
        "rougeL",
        "rougeLsum",
        "rougeS0",
        "rougeS4",
        "rougeS*",
        "rougeSU4",
        "rougeSU*",
        "rougeW1.2",
        "rougeW2",
        "rougeW10"
      })
  void name_isTheOneParsed(String name) {
    assertThat(RougeType.parse(name).name()).isEqualTo(name);
  }

  @Test
  void namedTypes_areThoseOfTheFactories() {
    assertThat(RougeType.parse("rouge1")).isEqualTo(RougeType.ROUGE_1).isEqualTo(RougeType.n(1));
    assertThat(RougeType.parse("rouge2")).isEqualTo(RougeType.ROUGE_2).isEqualTo(RougeType.n(2));
    assertThat(RougeType.parse("rougeS4"))
        .isEqualTo(RougeType.skipBigram(4))
        .isNotEqualTo(RougeType.skipBigramUnigram(4))
        .isNotEqualTo(RougeType.skipBigram());
    assertThat(RougeType.parse("rougeW1.20")).isEqualTo(RougeType.weightedLcs(1.2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rouge",
        "ROUGE-1",
        "Rouge1",
        "rouge-1",
        "rougel",
        "rougeLSum",
        "rougeS",
        "rougeSU",
        "rougeS-1",
        "rougeS+",
        "rougeU4",
        "rougeW",
        "rougeW-2",
        "rouge1 ",
        "rouge\u0661"
      })
  void unknownName_isAnError(String name) {
    assertThatThrownBy(() -> RougeType.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType: expected rouge1 to rouge9, rougeL, rougeLsum, rougeS4 or rougeS*, rougeSU4"
                + " or rougeSU*, or rougeW1.2, got \""
                + name
                + "\"; upper and lower case matter");
  }

  @Test
  @SuppressWarnings("NullAway") // callers outside NullAway's reach may pass null
  void nullName_isAnError() {
    assertThatThrownBy(() -> RougeType.parse(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("RougeType: expected a name such as rouge1, got null");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10, Integer.MAX_VALUE})
  void nOutsideOneToNine_isAnError(int n) {
    assertThatThrownBy(() -> RougeType.n(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType n: expected 1 to 9 tokens to an n-gram, got "
                + n
                + "; for pairs further apart use skipBigram");
  }

  @ParameterizedTest
  @CsvSource({"rouge0, 0", "rouge10, 10", "rouge999999999, 999999999"})
  void nOutsideOneToNineInAName_isAnError(String name, String got) {
    assertThatThrownBy(() -> RougeType.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType n: expected 1 to 9 tokens to an n-gram, got "
                + got
                + "; for pairs further apart use skipBigram");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void gapOutOfRange_isAnError(int gap) {
    String message =
        "RougeType maxGap: expected 0 to 2147483646 tokens between the two of a pair, got "
            + gap
            + "; leave it out for any number";
    assertThatThrownBy(() -> RougeType.skipBigram(gap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> RougeType.skipBigramUnigram(gap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"rougeS2147483647, 2147483647", "rougeSU99999999999, 99999999999"})
  void gapOutOfRangeInAName_isAnError(String name, String got) {
    assertThatThrownBy(() -> RougeType.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType maxGap: expected 0 to 2147483646 tokens between the two of a pair, got "
                + got
                + "; leave it out for any number");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0, -1.2, 10.5, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE})
  void weightOutOfRange_isAnError(double weight) {
    assertThatThrownBy(() -> RougeType.weightedLcs(weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType weight: expected a number above 1, up to 10, got "
                + weight
                + "; 1.2 is customary, and 1 is rougeL");
  }

  @Test
  void weightOutOfRangeInAName_isAnError() {
    assertThatThrownBy(() -> RougeType.parse("rougeW1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType weight: expected a number above 1, up to 10, got 1.0; 1.2 is customary, and"
                + " 1 is rougeL");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "1.2.3", "..."})
  void weightThatIsNoNumberInAName_isAnError(String weight) {
    assertThatThrownBy(() -> RougeType.parse("rougeW" + weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "RougeType rougeW: expected a number such as 1.2 as its weight, got \""
                + weight
                + "\"");
  }
}
