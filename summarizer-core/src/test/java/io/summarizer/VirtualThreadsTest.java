package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.base.Throwables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual threads, of which there may be far more than of the others; on JDK 21 and newer. */
@Timeout(300) // where something is waited for in vain
class VirtualThreadsTest {
  private static final int CALLS = 1_500;

  /** Twice the limit on many machines: a thread that has just ended its run may be counted. */
  private static final int MOST_RUN_THREADS =
      2 * Math.max(16, 2 * Runtime.getRuntime().availableProcessors());

  private static final Path MODEL = TinyNews.trained();

  private ExecutorService threads;

  @BeforeEach
  void start() throws ReflectiveOperationException {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  @AfterEach
  void end() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  private static long runThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("onnxruntime-run-"))
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void many_calls_at_once_get_their_summaries_with_few_threads_of_the_system(int windowMillis)
      throws Exception {
    try (Summarizer summarizer =
        Summarizer.loader(MODEL).mergeWindow(Duration.ofMillis(windowMillis)).threads(1).load()) {
      List<Summary> expected = summarizer.summarize(TinyNews.articles(20));
      GenerationOptions beams = summarizer.generation().toBuilder().beams(2).build();
      List<Future<Summary>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        String article = TinyNews.articles(20).get(i % 20);
        switch (i % 5) {
          case 3 -> calls.add(threads.submit(() -> summarizer.summarize(article, beams)));
          case 4 -> calls.add(threads.submit(() -> summarizer.summarize(List.of(article)).get(0)));
          default -> calls.add(threads.submit(() -> summarizer.summarize(article)));
        }
      }
      for (int i = 0; i < CALLS; i++) {
        assertThat(calls.get(i).get().text()).isEqualTo(expected.get(i % 20).text());
      }
      assertThat(runThreads()).isLessThanOrEqualTo(MOST_RUN_THREADS);
    }
  }

  @Test
  void closing_waits_for_calls_with_listeners_and_refuses_later_ones() throws Exception {
    Summarizer summarizer = Summarizer.loader(MODEL).threads(1).load();
    Summary expected = summarizer.summarize(TinyNews.sentence(4));
    List<Future<String>> calls =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    threads.submit(
                        () -> {
                          StringBuilder shown = new StringBuilder();
                          summarizer.summarize(
                              TinyNews.sentence(4), summarizer.generation(), shown::append);
                          return shown.toString();
                        }))
            .toList();
    assertThat(calls.get(0).get()).isEqualTo(expected.text());
    threads.submit(summarizer::close).get();
    for (Future<String> call : calls) {
      assertThat(outcome(call))
          .isIn(expected.text(), "the summarizer is closed; load the model again");
    }
  }

  private static String outcome(Future<String> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      return String.valueOf(Throwables.getRootCause(e).getMessage());
    }
  }

  @Test
  void interrupts_end_endless_searches_and_those_that_wait_for_a_thread() throws Exception {
    try (Summarizer summarizer = Summarizer.loader(MODEL).threads(1).load()) {
      GenerationOptions endless =
          summarizer.generation().toBuilder().minNewTokens(65_536).maxNewTokens(65_536).build();
      CountDownLatch begun = new CountDownLatch(3 * MOST_RUN_THREADS);
      List<Future<Summary>> calls =
          IntStream.range(0, 3 * MOST_RUN_THREADS)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            begun.countDown();
                            return summarizer.summarize("a red cat", endless);
                          }))
              .toList();
      begun.await();
      while (runThreads() < MOST_RUN_THREADS / 2) {
        Thread.sleep(1);
      }
      assertThat(runThreads()).isLessThanOrEqualTo(MOST_RUN_THREADS);
      threads.shutdownNow(); // interrupts all
      assertThat(threads.awaitTermination(1, TimeUnit.HOURS)).isTrue();
      for (Future<Summary> call : calls) {
        assertThatThrownBy(call::get)
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isInstanceOf(SummarizationInterruptedException.class);
      }
    }
  }
}
