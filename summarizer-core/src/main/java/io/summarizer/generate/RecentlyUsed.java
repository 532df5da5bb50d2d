package io.summarizer.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is costly to open and holds native memory, by what it is for. Those that were not used for
 * longest are closed when there are too many, but none under a use. Safe for use by several
 * threads; what one thread opens keeps no other from what is open already.
 */
final class RecentlyUsed<K, V> implements AutoCloseable {
  private final int limit;
  private final Function<K, V> opener;
  private final Consumer<V> closer;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true); // by last access

  /** Stays without a value if that cannot be opened, until the next use tries again. */
  private static final class Entry<V> {
    private final Supplier<V> opener;
    private @Nullable V value;
    private int users; // by who holds the map

    Entry(Supplier<V> opener) {
      this.opener = opener;
    }

    synchronized V open() {
      V open = value == null ? opener.get() : value;
      value = open;
      return open;
    }

    synchronized void close(Consumer<V> closer) {
      if (value != null) {
        closer.accept(value);
      }
    }
  }

  /** A use of something open. */
  @FunctionalInterface
  interface Use<V, R> {
    R of(V value) throws InterruptedException;
  }

  /**
   * Nothing open.
   *
   * @param limit how many stay open, but for those in use; 1 or more
   */
  RecentlyUsed(int limit, Function<K, V> opener, Consumer<V> closer) {
    this.limit = limit;
    this.opener = opener;
    this.closer = closer;
  }

  /** Uses what {@code key} stands for, and opens it before if it is not open. */
  <R> R use(K key, Use<V, R> use) throws InterruptedException {
    Entry<V> entry = taken(key);
    try {
      return use.of(entry.open());
    } finally {
      giveBack(entry);
    }
  }

  private synchronized Entry<V> taken(K key) {
    Entry<V> entry = entries.computeIfAbsent(key, k -> new Entry<>(() -> opener.apply(k)));
    entry.users++;
    return entry;
  }

  private void giveBack(Entry<V> entry) {
    surplus(entry).forEach(old -> old.close(closer));
  }

  private synchronized List<Entry<V>> surplus(Entry<V> used) {
    used.users--;
    List<Entry<V>> surplus = new ArrayList<>();
    Iterator<Entry<V>> fromOldest = entries.values().iterator();
    while (entries.size() > limit && fromOldest.hasNext()) {
      Entry<V> old = fromOldest.next();
      if (old.users == 0) {
        fromOldest.remove();
        surplus.add(old);
      }
    }
    return surplus;
  }

  /** Closes all; nothing may be in use. */
  @Override
  public synchronized void close() {
    entries.values().forEach(entry -> entry.close(closer));
    entries.clear();
  }
}
