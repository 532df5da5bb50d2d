package io.summarizer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // where something is waited for in vain
class InUseTest {
  private final InUse inUse = new InUse("closed; open it again");
  private final AtomicInteger freed = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closing_waits_for_a_call_and_the_calls_within_it_but_lets_no_other_begin() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    Future<Integer> call =
        threads.submit(
            () ->
                inUse.use(
                    () -> {
                      began.countDown();
                      await(closing);
                      return inUse.use(freed::get);
                    }));
    began.await();
    Thread closer = new Thread(() -> inUse.close(freed::incrementAndGet));
    closer.start();
    awaitWaiting(closer);
    assertThatThrownBy(() -> inUse.use(freed::get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("closed; open it again");
    closing.countDown();
    assertThat(call.get()).as("freed while a call was under way").isZero();
    closer.join();
    assertThat(freed).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closing_again_frees_nothing_again_and_an_interrupt_does_not_hurry_it() {
    inUse.close(freed::incrementAndGet);
    Thread.currentThread().interrupt();
    inUse.close(freed::incrementAndGet);
    assertThat(Thread.interrupted()).as("interrupt status").isTrue();
    assertThat(freed).hasValue(1);
  }

  @Test
  void a_call_that_fails_is_over() {
    assertThatThrownBy(
            () ->
                inUse.use(
                    () -> {
                      throw new IllegalArgumentException("its own");
                    }))
        .hasMessage("its own");
    assertThat(inUse.isByThisThread()).isFalse();
    inUse.close(freed::incrementAndGet);
    assertThat(freed).hasValue(1);
  }

  @Test
  void more_calls_than_a_read_lock_could_count_are_under_way() throws InterruptedException {
    AtomicInteger deepest = new AtomicInteger();
    Thread deep = new Thread(null, () -> nest(70_000, deepest), "deep", 1 << 28);
    deep.start();
    deep.join();
    assertThat(deepest).hasValue(70_000);
  }

  private int nest(int more, AtomicInteger depth) {
    return more == 0
        ? 0
        : inUse.use(
            () -> {
              depth.incrementAndGet();
              return nest(more - 1, depth);
            });
  }

  @Test
  void only_the_thread_of_a_call_knows_of_it() {
    boolean[] within =
        inUse.use(
            () -> {
              boolean other = CompletableFuture.supplyAsync(inUse::isByThisThread).join();
              return new boolean[] {inUse.isByThisThread(), other};
            });
    assertThat(within).containsExactly(true, false);
    assertThat(inUse.isByThisThread()).isFalse();
  }
}
