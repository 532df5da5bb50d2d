package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.GenerationOptions;
import io.summarizer.SummarizationInterruptedException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thread that is interrupted while it generates. */
class InterruptedSearchTest {
  private static final int FOREVER = 65_536;
  private static final GenerationGolden GOLDEN = new GenerationGolden("generation-v1.0");

  @AfterAll
  static void close() {
    GOLDEN.close();
  }

  @AfterEach
  void clearStatus() {
    Thread.interrupted();
  }

  /** Searches that cannot end before the limit. */
  static Stream<GenerationOptions> endless() {
    GenerationOptions.Builder builder =
        GenerationOptions.builder().minNewTokens(FOREVER).maxNewTokens(FOREVER);
    return Stream.of(builder, builder.beams(3), builder.doSample(true).returnedSummaries(2))
        .map(GenerationOptions.Builder::build);
  }

  @ParameterizedTest
  @MethodSource("endless")
  void an_interrupt_ends_a_search_and_the_next_one_is_as_before(GenerationOptions options)
      throws Exception {
    GenerationOptions shorter = options.toBuilder().minNewTokens(0).maxNewTokens(12).build();
    List<List<Generated>> before = GOLDEN.generate(GOLDEN.sources(), 6, shorter);
    Thread searching = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (searching.getState() != Thread.State.WAITING) { // for the search
                Thread.onSpinWait();
              }
              searching.interrupt();
            });
    interrupter.start();
    expectInterrupted(() -> GOLDEN.generate(GOLDEN.sources(), 6, options), "0 of 6 articles");
    interrupter.join();
    assertThat(GOLDEN.generate(GOLDEN.sources(), 6, shorter)).isEqualTo(before);
  }

  @Test
  void an_interrupt_before_a_search_ends_it_too() {
    Thread.currentThread().interrupt();
    GenerationOptions options = GenerationOptions.builder().maxNewTokens(FOREVER).build();
    expectInterrupted(() -> GOLDEN.generate(GOLDEN.sources(), 2, options), "0 of 6 articles");
  }

  @Test
  void an_interrupt_ends_a_search_that_shows_its_tokens() {
    GenerationOptions options =
        GenerationOptions.builder().minNewTokens(FOREVER).maxNewTokens(FOREVER).build();
    int[] source = GOLDEN.sources().get(0);
    int[] shown = new int[1];
    expectInterrupted(
        () ->
            GOLDEN.stream(
                source,
                options,
                id -> {
                  if (++shown[0] == 3) {
                    Thread.currentThread().interrupt();
                  }
                  return true;
                }),
        "3 tokens");
    assertThat(shown[0]).isEqualTo(3);
  }

  private static void expectInterrupted(ThrowingCallable search, String done) {
    assertThatThrownBy(search)
        .isInstanceOf(SummarizationInterruptedException.class)
        .hasMessage(
            "summarization was interrupted after "
                + done
                + "; nothing is returned, so start the same call again.");
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
  }
}
