package io.summarizer.lifecycle;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native memory that an object owns: freed once, when the owner is closed or, if that was
 * forgotten, when the garbage collector has found the owner unreachable; the log tells of the
 * latter once for each kind. An owner must be kept reachable while native code runs on the memory
 * ({@link java.lang.ref.Reference#reachabilityFence}).
 */
public final class NativeMemory {
  private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);
  private static final Cleaner CLEANER = Cleaner.create();
  private static final Map<String, Integer> HELD = new ConcurrentHashMap<>();
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final Release release;
  private final Cleaner.Cleanable cleanable;

  private NativeMemory(Release release, Cleaner.Cleanable cleanable) {
    this.release = release;
    this.cleanable = cleanable;
  }

  /**
   * Memory that {@code owner} has just got.
   *
   * @param kind what it is, for the log, for example "tokenizer"
   * @param free gives it back; must not refer to the owner, which would then stay reachable
   */
  public static NativeMemory of(Object owner, String kind, Runnable free) {
    HELD.merge(kind, 1, Integer::sum);
    Release release = new Release(kind, free);
    return new NativeMemory(release, CLEANER.register(owner, release));
  }

  /** What the cleaner runs, at most once. */
  private static final class Release implements Runnable {
    private final String kind;
    private final Runnable free;
    private volatile boolean wanted;

    Release(String kind, Runnable free) {
      this.kind = kind;
      this.free = free;
    }

    @Override
    public void run() {
      HELD.merge(kind, -1, Integer::sum);
      if (!wanted && TOLD.add(kind)) {
        LOG.warn(
            "a {} was never closed: its native memory stayed until the garbage collector came by."
                + " Close each Summarizer and Tokenizer after its last use, best with"
                + " try-with-resources. (Others of this kind are not told of.)",
            kind);
      }
      free.run();
    }
  }

  /** Frees it; again has no effect. */
  public void free() {
    release.wanted = true;
    cleanable.clean();
  }

  /** How many of a kind are not freed, for tests of leaks. */
  public static int held(String kind) {
    return HELD.getOrDefault(kind, 0);
  }
}
