package io.summarizer.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void listenNoMore() {
    System.setErr(before);
  }

  @Test
  void it_is_freed_once_and_nothing_is_logged() {
    Object owner = new Object();
    NativeMemory memory = NativeMemory.of(owner, "closed kind", freed::incrementAndGet);
    assertThat(NativeMemory.held("closed kind")).isEqualTo(1);
    memory.free();
    memory.free();
    assertThat(freed).hasValue(1);
    assertThat(NativeMemory.held("closed kind")).isZero();
    assertThat(log.toString(UTF_8)).isEmpty();
  }

  @Test
  void what_was_forgotten_is_freed_and_told_of_once_for_each_kind() throws Exception {
    for (int i = 0; i < 3; i++) {
      NativeMemory.of(new Object(), "forgotten kind", freed::incrementAndGet);
    }
    NativeMemory.of(new Object(), "other kind", freed::incrementAndGet);
    Garbage.collectUntil("forgotten kind", 0);
    Garbage.collectUntil("other kind", 0);
    awaitFreed(4);
    assertThat(log.toString(UTF_8).lines())
        .map(line -> line.substring(line.indexOf("NativeMemory - ") + "NativeMemory - ".length()))
        .containsExactlyInAnyOrder(message("forgotten kind"), message("other kind"));
  }

  /** The count goes down just before the memory does. */
  private void awaitFreed(int count) throws InterruptedException {
    for (int i = 0; i < 500 && freed.get() < count; i++) {
      Thread.sleep(10);
    }
    assertThat(freed).hasValue(count);
  }

  private static String message(String kind) {
    return "a "
        + kind
        + " was never closed: its native memory stayed until the garbage collector came by. Close"
        + " each Summarizer and Tokenizer after its last use, best with try-with-resources."
        + " (Others of this kind are not told of.)";
  }
}
