package io.summarizer.summarize;

import io.summarizer.GenerationOptions;
import io.summarizer.SummarizationInterruptedException;
import io.summarizer.generate.Generated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Puts calls of several threads with equal options together, so that one search serves them all.
 *
 * <p>There is no thread of its own: the first call waits for others and generates for all. When it
 * cannot, since its thread is interrupted or the search fails, each call goes alone, so that errors
 * come to those whose they are.
 */
final class MergedCalls {
  private final LoadedModel model;
  private final long windowNanos;
  private final int most;
  // Guards everything below, and the calls of a gathering until it is complete.
  private final Object lock = new Object();
  private final Map<GenerationOptions, Gathering> gatherings = new HashMap<>();
  private boolean hurried;

  /**
   * No calls.
   *
   * @param window how long the first call waits for others; 0 for each going alone
   * @param most calls that go together
   */
  MergedCalls(LoadedModel model, Duration window, int most) {
    this.model = model;
    this.windowNanos = TimeUnit.NANOSECONDS.convert(window); // at most 292 years
    this.most = most;
  }

  /** A thread's source; its result is empty if it has to go alone. */
  @SuppressWarnings("ArrayRecordComponent") // passed on as it is
  private record Call(int[] source, CompletableFuture<Optional<Generated>> result) {}

  /** Calls that go together. */
  private static final class Gathering {
    final List<Call> calls = new ArrayList<>();
    final CountDownLatch complete = new CountDownLatch(1);
  }

  /**
   * Generates one summary, perhaps together with those of other threads.
   *
   * @param options without words, for one summary
   * @throws SummarizationInterruptedException if the thread is interrupted while it waits
   */
  Generated generate(int[] source, GenerationOptions options) {
    if (windowNanos == 0) {
      return alone(source, options);
    }
    Call call = new Call(source, new CompletableFuture<>());
    Gathering gathering;
    boolean first;
    synchronized (lock) {
      gathering = gatherings.computeIfAbsent(options, key -> new Gathering());
      first = gathering.calls.isEmpty();
      gathering.calls.add(call);
      if (gathering.calls.size() == most || hurried) {
        complete(options, gathering);
      }
    }
    if (first) {
      generateForAll(gathering, options);
    }
    return await(gathering, call).orElseGet(() -> alone(source, options));
  }

  private void complete(GenerationOptions options, Gathering gathering) {
    gatherings.remove(options, gathering);
    gathering.complete.countDown();
  }

  private void generateForAll(Gathering gathering, GenerationOptions options) {
    try {
      boolean full = gathering.complete.await(windowNanos, TimeUnit.NANOSECONDS);
      synchronized (lock) {
        if (!full) {
          complete(options, gathering);
        }
      }
      List<Call> calls = gathering.calls; // no thread changes them any more
      if (calls.size() > 1) {
        List<int[]> sources = calls.stream().map(Call::source).toList();
        List<List<Generated>> generated = model.generate(sources, options);
        for (int i = 0; i < calls.size(); i++) {
          calls.get(i).result().complete(Optional.of(generated.get(i).get(0)));
        }
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (RuntimeException e) {
      // Each call meets the error again if it is its own.
    } finally {
      synchronized (lock) {
        complete(options, gathering);
      }
      gathering.calls.forEach(call -> call.result().complete(Optional.empty()));
    }
  }

  /** The call's result. A thread that no longer waits takes its call away if it still can. */
  private Optional<Generated> await(Gathering gathering, Call call) {
    try {
      return call.result().get();
    } catch (InterruptedException e) {
      synchronized (lock) {
        if (gathering.complete.getCount() > 0) {
          gathering.calls.remove(call);
        }
      }
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e); // results are values
    }
  }

  private static SummarizationInterruptedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new SummarizationInterruptedException("0 of 1 articles", cause);
  }

  private Generated alone(int[] source, GenerationOptions options) {
    return model.generate(List.of(source), options).get(0).get(0);
  }

  /** From now on no call waits for others. */
  void hurry() {
    synchronized (lock) {
      hurried = true;
      Map.copyOf(gatherings).forEach(this::complete);
    }
  }
}
