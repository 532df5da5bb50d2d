package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.summarizer.GenerationOptions;
import io.summarizer.graph.DataType;
import io.summarizer.network.Arithmetic;
import io.summarizer.runtime.SessionOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches whose matrix products have 16 bits, on the CPU, beside those of float32. */
class SixteenBitSearchTest {
  private static GenerationGolden golden;

  @BeforeAll
  static void open() {
    golden = new GenerationGolden("generation-v1.1");
  }

  @AfterAll
  static void close() {
    golden.close();
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT16, false, 1, 0.02",
    "FLOAT16, true, 3, 0.02",
    "BFLOAT16, true, 1, 0.2",
    "BFLOAT16, true, 3, 0.2"
  })
  void first_tokens_of_16_bits_score_as_those_of_float32(
      DataType type, boolean rounded, int beams, double tolerance) {
    GenerationOptions options =
        GenerationOptions.builder().beams(beams).minNewTokens(1).maxNewTokens(1).build();
    List<List<Generated>> precise = golden.generate(golden.sources(), 6, options);
    List<List<Generated>> rough = generate(new Arithmetic(type, rounded), options);
    for (int i = 0; i < precise.size(); i++) {
      double expected = precise.get(i).get(0).score();
      assertThat(rough.get(i).get(0).score()).isCloseTo(expected, within(tolerance));
    }
    assertThat(rough).isNotEqualTo(precise); // or nothing was computed in 16 bits
  }

  @ParameterizedTest
  @CsvSource({"FLOAT16, 1", "FLOAT16, 4", "BFLOAT16, 1", "BFLOAT16, 4"})
  void tokens_shown_as_they_come_are_those_of_the_whole_search(DataType type, int limit) {
    Arithmetic arithmetic = new Arithmetic(type, type == DataType.BFLOAT16);
    GenerationOptions options = GenerationOptions.builder().maxNewTokens(limit).build();
    try (Generator generator = generator(arithmetic)) {
      for (int[] source : golden.sources()) {
        Generated shown = generator.generate(golden.parameters(), source, options, id -> true);
        List<Generated> whole =
            generator
                .generate(golden.parameters(), List.of(source), 1, Long.MAX_VALUE, options)
                .get(0);
        assertThat(shown.ids()).isEqualTo(whole.get(0).ids());
      }
    }
  }

  private static List<List<Generated>> generate(Arithmetic arithmetic, GenerationOptions options) {
    try (Generator generator = generator(arithmetic)) {
      return generator.generate(golden.parameters(), golden.sources(), 6, Long.MAX_VALUE, options);
    }
  }

  private static Generator generator(Arithmetic arithmetic) {
    return new Generator(
        golden.golden().config(), golden.parameters(), arithmetic, new SessionOptions(1, null));
  }
}
