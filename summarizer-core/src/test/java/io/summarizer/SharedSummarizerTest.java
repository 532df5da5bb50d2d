package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A summarizer that several threads use. */
@Timeout(120)
class SharedSummarizerTest {
  /** So long that a test which waits for it fails by its timeout. */
  private static final Duration FOREVER = Duration.ofHours(1);

  private static final Path MODEL = TinyNews.trained();
  private static List<Summary> expected;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void summarizeOneByOne() {
    try (Summarizer summarizer = Summarizer.load(MODEL)) {
      expected = summarizer.summarize(TinyNews.articles(20));
    }
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Summarizer merging(int batchSize) {
    return Summarizer.loader(MODEL).mergeWindow(FOREVER).batchSize(batchSize).threads(1).load();
  }

  private <T> List<Future<T>> start(int count, Callable<T> call) {
    return IntStream.range(0, count).mapToObj(i -> threads.submit(call)).toList();
  }

  private static String article(int text) {
    return TinyNews.articles(20).get(text);
  }

  private static void assertExpected(int text, Summary summary) {
    assertThat(summary)
        .usingRecursiveComparison(SummarizerTest.BUT_ROUNDING)
        .isEqualTo(expected.get(text));
  }

  /** Waits until so many threads do: for others, or for a result. */
  private static void awaitWaiting(int count) throws InterruptedException {
    while (waiting() < count) {
      Thread.sleep(1);
    }
  }

  private static long waiting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            entry ->
                Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                    .contains(entry.getKey().getState()))
        .filter(
            entry ->
                Arrays.stream(entry.getValue())
                    .anyMatch(frame -> frame.getClassName().endsWith(".MergedCalls")))
        .count();
  }

  @Test
  void many_threads_get_the_summaries_of_their_texts() throws Exception {
    for (Duration window : List.of(Duration.ZERO, Duration.ofMillis(2))) {
      try (Summarizer summarizer =
          Summarizer.loader(MODEL).mergeWindow(window).batchSize(4).threads(1).load()) {
        GenerationOptions beams = summarizer.generation().toBuilder().beams(2).build();
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
          int first = thread;
          calls.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 15; i++) {
                      int text = (first * 7 + i) % 20;
                      String article = article(text);
                      assertExpected(text, summarizer.summarize(article));
                      assertThat(summarizer.summarize(article, beams).text())
                          .isEqualTo(expected.get(text).text());
                    }
                    return true;
                  }));
        }
        for (Future<Boolean> call : calls) {
          assertThat(call.get()).isTrue();
        }
      }
    }
  }

  /** Calls of all kinds, each with what of its result does not depend on rounding. */
  private static List<Function<Summarizer, Object>> kinds() {
    GenerationOptions.Builder own = GenerationOptions.builder().maxNewTokens(12);
    GenerationOptions beams = own.beams(3).returnedSummaries(2).build();
    GenerationOptions samples = own.doSample(true).seed(5).build();
    GenerationOptions forbidding = own.forbiddenWords(List.of("red")).build();
    List<String> texts = TinyNews.articles(5);
    return List.of(
        summarizer -> tokens(summarizer.summarize(texts)),
        summarizer -> tokens(summarizer.summarize(texts, beams)),
        summarizer -> tokens(summarizer.summarize(texts.stream(), samples).toList()),
        summarizer -> summarizer.summaries(texts, beams).stream().map(s -> tokens(s)).toList(),
        summarizer -> tokens(summarizer.summaries(texts.get(1), beams)),
        summarizer -> summarizer.summarize(texts.get(0)).tokenIds(),
        summarizer -> summarizer.summarize(texts.get(0), forbidding).tokenIds(),
        summarizer -> summarizer.summarize(texts.get(2), samples).tokenIds(),
        summarizer -> summarizer.summarize(texts.get(3), samples, piece -> {}).tokenIds(),
        summarizer -> summarizer.summarize(" "));
  }

  private static List<List<Integer>> tokens(List<Summary> summaries) {
    return summaries.stream().map(Summary::tokenIds).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void calls_of_all_kinds_by_many_threads_give_what_one_thread_gets(int windowMillis)
      throws Exception {
    List<Object> alone;
    try (Summarizer summarizer = Summarizer.loader(MODEL).threads(1).load()) {
      alone = kinds().stream().map(kind -> kind.apply(summarizer)).toList();
    }
    try (Summarizer summarizer =
        Summarizer.loader(MODEL)
            .mergeWindow(Duration.ofMillis(windowMillis))
            .batchSize(3)
            .threads(1)
            .load()) {
      List<Future<Boolean>> threadsDone = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread;
        threadsDone.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    int kind = (first + i) % alone.size();
                    assertThat(kinds().get(kind).apply(summarizer)).isEqualTo(alone.get(kind));
                  }
                  return true;
                }));
      }
      for (Future<Boolean> done : threadsDone) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  @Test
  void calls_go_together_when_there_are_as_many_as_a_batch() throws Exception {
    try (Summarizer summarizer = merging(3)) {
      List<Future<Summary>> calls =
          IntStream.range(0, 6)
              .mapToObj(i -> threads.submit(() -> summarizer.summarize(article(i))))
              .toList();
      for (int i = 0; i < 6; i++) {
        assertExpected(i, calls.get(i).get());
      }
    }
  }

  @Test
  void calls_with_other_options_do_not_go_together() throws Exception {
    try (Summarizer summarizer = merging(2)) {
      String text = article(0);
      GenerationOptions short1 = summarizer.generation().toBuilder().maxNewTokens(1).build();
      List<Future<Summary>> one = start(1, () -> summarizer.summarize(text, short1));
      List<Future<Summary>> two = start(2, () -> summarizer.summarize(text));
      assertExpected(0, two.get(0).get());
      assertExpected(0, two.get(1).get());
      assertThat(one.get(0)).isNotDone();
      assertThat(summarizer.summarize(text, short1).tokenIds()).hasSize(1);
      assertThat(one.get(0).get().tokenIds()).hasSize(1);
    }
  }

  @Test
  void a_call_ends_when_its_window_does() {
    try (Summarizer summarizer =
        Summarizer.loader(MODEL).mergeWindow(Duration.ofMillis(5)).load()) {
      assertExpected(1, summarizer.summarize(article(1)));
    }
  }

  @Test
  void a_blank_text_a_list_and_a_listener_wait_for_nothing() {
    try (Summarizer summarizer = merging(2)) {
      String text = article(2);
      assertThat(summarizer.summarize(" ").text()).isEmpty();
      assertExpected(2, summarizer.summarize(List.of(text)).get(0));
      assertExpected(2, summarizer.summarize(text, summarizer.generation(), piece -> {}));
    }
  }

  @Test
  void errors_come_to_the_call_whose_they_are() throws Exception {
    try (Summarizer summarizer = merging(2)) {
      GenerationOptions unfit = summarizer.generation().toBuilder().forcedFirstToken(9999).build();
      for (Future<Summary> call : start(2, () -> summarizer.summarize("a red cat", unfit))) {
        assertThatThrownBy(call::get)
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "forcedFirstToken: expected ids below the vocabulary's size, 120, got 9999");
      }
      for (Future<Summary> call : start(2, () -> summarizer.summarize(article(3)))) {
        assertExpected(3, call.get());
      }
    }
  }

  @Test
  void an_interrupt_ends_the_waiting_of_one_thread_only() throws Exception {
    try (Summarizer summarizer = merging(3)) {
      List<Thread> started = new ArrayList<>();
      List<Object> results = new ArrayList<>();
      CountDownLatch ended = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        int text = i;
        Thread thread =
            new Thread(
                () -> {
                  Object result;
                  try {
                    result = summarizer.summarize(article(text));
                  } catch (SummarizationInterruptedException e) {
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    result = e.getMessage();
                  }
                  synchronized (results) {
                    results.add(result);
                  }
                  ended.countDown();
                });
        thread.start();
        started.add(thread);
        awaitWaiting(i + 1);
      }
      started.get(1).interrupt(); // waits for the first
      started.get(1).join();
      List<Future<Summary>> others = start(2, () -> summarizer.summarize(article(5)));
      assertExpected(5, others.get(0).get());
      assertExpected(5, others.get(1).get());
      started.get(0).join();
      assertThat(results.get(0))
          .isEqualTo(
              "summarization was interrupted after 0 of 1 articles; nothing is returned, so start"
                  + " the same call again.");
      assertExpected(0, (Summary) results.get(1));
      assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_interrupt_of_the_thread_that_gathers_lets_the_others_go_alone() throws Exception {
    try (Summarizer summarizer = merging(3)) {
      Thread gathers =
          new Thread(
              () ->
                  assertThatThrownBy(() -> summarizer.summarize("a red cat"))
                      .isInstanceOf(SummarizationInterruptedException.class));
      gathers.start();
      awaitWaiting(1);
      Future<Summary> other = threads.submit(() -> summarizer.summarize(article(4)));
      awaitWaiting(2);
      gathers.interrupt();
      assertExpected(4, other.get());
      gathers.join();
    }
  }

  @Test
  void closing_lets_waiting_calls_go_at_once_and_leaves_no_thread() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Summarizer summarizer = merging(8);
    Thread[] callers = new Thread[2];
    Summary[] results = new Summary[2];
    for (int i = 0; i < 2; i++) {
      int text = i;
      callers[i] = new Thread(() -> results[text] = summarizer.summarize(article(text)));
      callers[i].start();
    }
    awaitWaiting(2);
    summarizer.close();
    for (int i = 0; i < 2; i++) {
      callers[i].join();
      assertExpected(i, results[i]);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !thread.getName().startsWith("onnxruntime-run-")) // all share these
        .isSubsetOf(before);
    assertThatThrownBy(() -> summarizer.summarize("a red cat"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the summarizer is closed; load the model again");
  }
}
