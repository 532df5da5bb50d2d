package io.summarizer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What ONNX Runtime's arena does with requests for memory, without any memory: best fit, and free
 * neighbours become one. It takes memory in regions of which each is twice as large as the one
 * before, and gives none back.
 *
 * @see <a
 *     href="https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/framework/bfc_arena.cc">
 *     BFCArena</a>
 */
final class Arena {
  private static final long SMALLEST_CHUNK = 256;
  private static final long FIRST_REGION = 1 << 20;
  private static final long LARGEST_DOUBLING = 1L << 30;

  /** A chunk that is larger than wanted is cut if that leaves so much, or as much as wanted. */
  private static final long MAX_DEAD_BYTES = 128 << 20;

  /** A piece of a region, in use or free, between its neighbours. */
  static final class Chunk {
    private final int region;
    private final long offset;
    private long size;
    private @Nullable Chunk before;
    private @Nullable Chunk after;

    private Chunk(int region, long offset, long size) {
      this.region = region;
      this.offset = offset;
      this.size = size;
    }
  }

  private final TreeSet<Chunk> free =
      new TreeSet<>(
          Comparator.<Chunk>comparingLong(chunk -> chunk.size)
              .thenComparingInt(chunk -> chunk.region)
              .thenComparingLong(chunk -> chunk.offset));

  /** Up to where each region has been used. */
  private final List<Long> touched = new ArrayList<>();

  private long nextRegion = FIRST_REGION;
  private long reserved;

  Chunk allocate(long bytes) {
    long wanted = Math.max(1, (bytes + SMALLEST_CHUNK - 1) / SMALLEST_CHUNK) * SMALLEST_CHUNK;
    Chunk chunk = free.ceiling(new Chunk(-1, 0, wanted));
    if (chunk == null) {
      extend(wanted);
      return allocate(bytes);
    }
    free.remove(chunk);
    if (chunk.size >= 2 * wanted || chunk.size - wanted >= MAX_DEAD_BYTES) {
      cut(chunk, wanted);
    }
    touched.set(chunk.region, Math.max(touched.get(chunk.region), chunk.offset + wanted));
    return chunk;
  }

  private void extend(long wanted) {
    boolean doubled = nextRegion < wanted;
    while (nextRegion < wanted) {
      nextRegion *= 2;
    }
    free.add(new Chunk(touched.size(), 0, nextRegion));
    touched.add(0L);
    reserved += nextRegion;
    if (!doubled && nextRegion < LARGEST_DOUBLING) {
      nextRegion *= 2;
    }
  }

  private void cut(Chunk chunk, long wanted) {
    Chunk rest = new Chunk(chunk.region, chunk.offset + wanted, chunk.size - wanted);
    chunk.size = wanted;
    rest.before = chunk;
    rest.after = chunk.after;
    if (rest.after != null) {
      rest.after.before = rest;
    }
    chunk.after = rest;
    free.add(rest);
  }

  void free(Chunk chunk) {
    Chunk result = chunk;
    if (chunk.after != null && free.remove(chunk.after)) {
      join(chunk, chunk.after);
    }
    if (chunk.before != null && free.remove(chunk.before)) {
      result = chunk.before;
      join(result, chunk);
    }
    free.add(result);
  }

  private static void join(Chunk chunk, Chunk after) {
    chunk.size += after.size;
    chunk.after = after.after;
    if (chunk.after != null) {
      chunk.after.before = chunk;
    }
  }

  /** The bytes that have been used at some time: what a CPU's memory holds. */
  long touched() {
    return touched.stream().mapToLong(Long::longValue).sum();
  }

  /** The bytes of all regions: what is taken from a device that does not wait for their use. */
  long reserved() {
    return reserved;
  }
}
