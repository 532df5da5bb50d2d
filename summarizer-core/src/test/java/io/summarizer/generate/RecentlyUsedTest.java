package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecentlyUsedTest {
  private final List<String> opened = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final RecentlyUsed<String, String> two = new RecentlyUsed<>(2, this::open, closed::add);

  private synchronized String open(String key) {
    opened.add(key);
    return key;
  }

  private String use(String key) throws InterruptedException {
    return two.use(key, value -> value);
  }

  @Test
  void what_is_open_is_used_again() throws InterruptedException {
    assertThat(use("a")).isEqualTo("a");
    assertThat(use("a")).isEqualTo("a");
    assertThat(opened).containsExactly("a");
    assertThat(closed).isEmpty();
  }

  @Test
  void beyond_the_limit_the_one_not_used_for_longest_is_closed() throws InterruptedException {
    use("a");
    use("b");
    use("a");
    use("c");
    assertThat(closed).containsExactly("b");
    use("b");
    assertThat(opened).containsExactly("a", "b", "c", "b");
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void what_is_in_use_stays_open_and_goes_when_it_is_given_back() throws InterruptedException {
    two.use(
        "a",
        a -> {
          use("b");
          use("c");
          use("d");
          assertThat(closed).containsExactly("b", "c");
          return a;
        });
    assertThat(closed).containsExactly("b", "c");
    use("e");
    assertThat(closed).containsExactly("b", "c", "a");
  }

  @Test
  void what_cannot_be_opened_is_tried_again() throws InterruptedException {
    List<String> tries = new ArrayList<>();
    RecentlyUsed<String, String> broken =
        new RecentlyUsed<>(
            2,
            key -> {
              tries.add(key);
              if (tries.size() == 1) {
                throw new IllegalStateException("no memory");
              }
              return key;
            },
            closed::add);
    assertThatIllegalStateException().isThrownBy(() -> broken.use("a", a -> a));
    assertThat(broken.<String>use("a", a -> a)).isEqualTo("a");
    broken.close();
    assertThat(closed).containsExactly("a");
  }

  @Test
  void closing_closes_each_once() throws InterruptedException {
    use("a");
    use("b");
    two.close();
    two.close();
    assertThat(closed).containsExactly("a", "b");
  }

  @Test
  @Timeout(60)
  void opening_one_does_not_keep_others_from_what_is_open() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    RecentlyUsed<String, String> slow =
        new RecentlyUsed<>(
            2,
            key -> {
              if (key.equals("slow")) {
                opening.countDown();
                Uninterruptibles.awaitUninterruptibly(go);
              }
              return key;
            },
            closed::add);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> waiting = thread.submit(() -> slow.use("slow", value -> value));
      opening.await();
      assertThat(slow.<String>use("fast", value -> value)).isEqualTo("fast");
      assertThat(waiting.isDone()).isFalse();
      go.countDown();
      assertThat(waiting.get(50, TimeUnit.SECONDS)).isEqualTo("slow");
    } finally {
      go.countDown();
      thread.shutdown();
    }
  }
}
