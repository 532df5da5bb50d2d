package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.lifecycle.Garbage;
import io.summarizer.lifecycle.NativeMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A summarizer that is closed, forgotten or interrupted. */
@Timeout(120) // where something is waited for in vain
class SummarizerLifecycleTest {
  private static final Path MODEL = TinyNews.trained();

  private Summarizer summarizer;

  @BeforeEach
  void load() {
    summarizer = Summarizer.loader(MODEL).threads(1).load();
  }

  @AfterEach
  void close() {
    Thread.interrupted();
    summarizer.close();
  }

  /** All that can be asked of one, by name. */
  static Stream<Map.Entry<String, Consumer<Summarizer>>> calls() {
    String text = TinyNews.sentence(3);
    GenerationOptions options = GenerationOptions.builder().beams(2).build();
    return Map.<String, Consumer<Summarizer>>of(
        "a text", s -> s.summarize(text),
        "a text with options", s -> s.summarize(text, options),
        "a text with a listener", s -> s.summarize(text, GenerationOptions.defaults(), piece -> {}),
        "texts", s -> s.summarize(List.of(text)),
        "texts with options", s -> s.summarize(List.of(text), options),
        "a stream", s -> s.summarize(Stream.of(text)).forEach(summary -> {}),
        "summaries of a text", s -> s.summaries(text, options),
        "summaries of texts", s -> s.summaries(List.of(text), options))
        .entrySet()
        .stream();
  }

  // ---- closing

  @ParameterizedTest
  @MethodSource("calls")
  void a_call_after_closing_says_what_to_do(Map.Entry<String, Consumer<Summarizer>> call) {
    summarizer.close();
    assertThatThrownBy(() -> call.getValue().accept(summarizer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the summarizer is closed; load the model again");
  }

  @Test
  void closing_again_has_no_effect_and_options_can_still_be_read() {
    summarizer.close();
    summarizer.close();
    assertThat(summarizer.generation().beams()).isEqualTo(1);
  }

  @Test
  void closing_waits_for_a_call_under_way_and_for_what_its_listener_calls() throws Exception {
    String text = TinyNews.sentence(7);
    GenerationOptions longer =
        summarizer.generation().toBuilder().minNewTokens(60).maxNewTokens(60).build();
    Summary before = summarizer.summarize(text, longer);
    Thread closer = new Thread(summarizer::close);
    List<String> within = new ArrayList<>();
    Summary during =
        summarizer.summarize(
            text,
            longer,
            piece -> {
              if (within.isEmpty()) {
                closer.start();
                awaitWaiting(closer);
                within.add(summarizer.summarize(text).text());
              }
            });
    closer.join();
    assertThat(during.tokenIds()).hasSize(60).isEqualTo(before.tokenIds());
    assertThat(within).containsExactly("A white horse.");
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void many_calls_of_several_threads_end_properly_when_it_is_closed_under_them() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> ends = Collections.synchronizedList(new ArrayList<>());
    List<Summary> expected = summarizer.summarize(TinyNews.articles(20));
    for (int i = 0; i < 6; i++) {
      int first = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int text = first; ; text = (text + 1) % 20) {
                    String article = TinyNews.articles(20).get(text);
                    assertThat(summarizer.summarize(article).tokenIds())
                        .isEqualTo(expected.get(text).tokenIds());
                  }
                } catch (IllegalStateException | AssertionError e) {
                  ends.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    Thread.sleep(100); // whatever they are at then
    summarizer.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ends)
        .hasSize(6)
        .allSatisfy(
            end ->
                assertThat(end)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the summarizer is closed; load the model again"));
  }

  @Test
  void a_stream_that_is_half_read_keeps_nobody_from_closing_and_goes_on_as_far_as_it_has_read() {
    Stream<String> texts = IntStream.range(0, 600).mapToObj(TinyNews::sentence);
    Iterator<Summary> summaries = summarizer.summarize(texts).iterator();
    assertThat(summaries.next().text()).isEqualTo("A red cat.");
    summarizer.close();
    assertThatThrownBy(() -> summaries.forEachRemaining(summary -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the summarizer is closed; load the model again");
  }

  // ---- forgetting

  @Test
  void a_forgotten_summarizer_leaves_no_native_memory() throws Exception {
    List<String> kinds =
        List.of(
            "generation graph",
            "graph of a search's beginning",
            "graph of a search's step",
            "tokenizer",
            "tensor");
    List<Integer> before = kinds.stream().map(NativeMemory::held).toList();
    forget();
    for (int i = 0; i < kinds.size(); i++) {
      Garbage.collectUntil(kinds.get(i), before.get(i));
    }
    assertThat(kinds.stream().map(NativeMemory::held)).isEqualTo(before);
  }

  private static void forget() {
    Summarizer forgotten = Summarizer.load(MODEL);
    String text = TinyNews.sentence(0);
    GenerationOptions beams = forgotten.generation().toBuilder().beams(2).build();
    assertThat(forgotten.summarize(text, beams).text()).isEqualTo("A red cat.");
    forgotten.summarize(text, forgotten.generation(), piece -> {});
    assertThat(NativeMemory.held("generation graph")).isGreaterThanOrEqualTo(2);
    assertThat(NativeMemory.held("graph of a search's step")).isPositive();
  }

  // ---- interrupts

  @ParameterizedTest
  @MethodSource("calls")
  void an_interrupted_thread_gets_no_summary_and_stays_interrupted(
      Map.Entry<String, Consumer<Summarizer>> call) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> call.getValue().accept(summarizer))
        .isInstanceOf(SummarizationInterruptedException.class)
        .hasMessageStartingWith("summarization was interrupted after 0 ");
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    call.getValue().accept(summarizer); // as if nothing had been
  }

  @Test
  void an_interrupt_amid_a_stream_ends_it() {
    List<String> heard = new ArrayList<>();
    Stream<String> texts =
        IntStream.range(0, 600)
            .mapToObj(TinyNews::sentence)
            .peek(
                text -> {
                  if (!heard.isEmpty()) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertThatThrownBy(() -> summarizer.summarize(texts).map(Summary::text).forEach(heard::add))
        .isInstanceOf(SummarizationInterruptedException.class)
        .hasMessage(
            "summarization was interrupted after 0 of 256 articles; nothing is returned, so start"
                + " the same call again.");
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    assertThat(heard).hasSize(256);
  }

  @Test
  void an_interrupted_thread_loads_nothing_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Summarizer.load(MODEL))
        .isInstanceOf(SummarizationInterruptedException.class)
        .hasMessage(
            "summarization was interrupted after loading a part of the model; nothing is returned,"
                + " so start the same call again.");
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
  }
}
