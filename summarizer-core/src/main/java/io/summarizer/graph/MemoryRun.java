package io.summarizer.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Goes through a {@link MemoryPlan} with the extents of a batch. */
final class MemoryRun {
  /** After the first the arena is as the others find it. */
  private static final int RUNS = 2;

  /**
   * In the first the state is the caller's, in the second the first's, and then nothing changes.
   */
  private static final int ROUNDS = 3;

  private final Map<String, Long> extents;
  private final Arena arena = new Arena();
  private long live;
  private long mostLive;
  private String node = "";

  MemoryRun(Map<String, Long> extents) {
    this.extents = extents;
  }

  PeakMemory peak(MemoryPlan plan) {
    long constants = plan.constants().stream().mapToLong(this::bytes).sum();
    for (int i = 0; i < RUNS; i++) {
      run(plan);
    }
    return new PeakMemory(
        mostLive + constants, node, arena.touched() + constants, arena.reserved() + constants);
  }

  /** The buffers that are left: those of a body's outputs. */
  private Map<Value, Arena.Chunk> run(MemoryPlan plan) {
    Map<Value, Arena.Chunk> buffers = new LinkedHashMap<>();
    for (MemoryPlan.Step step : plan.steps()) {
      Map<Value, Arena.Chunk> state =
          step.body() == null ? new LinkedHashMap<>() : rounds(step.body());
      step.made().forEach(value -> buffers.put(value, allocate(value)));
      if (live > mostLive) {
        mostLive = live;
        node = step.node().name();
      }
      state.forEach(this::free);
      for (Value value : step.freed()) {
        free(value, Objects.requireNonNull(buffers.remove(value)));
      }
    }
    return buffers;
  }

  /** The state after the last round, which is then copied to the loop's outputs. */
  private Map<Value, Arena.Chunk> rounds(MemoryPlan body) {
    Map<Value, Arena.Chunk> state = new LinkedHashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      Map<Value, Arena.Chunk> next = run(body);
      state.forEach(this::free);
      state = next;
    }
    return state;
  }

  private Arena.Chunk allocate(Value value) {
    live += bytes(value);
    return arena.allocate(bytes(value));
  }

  private void free(Value value, Arena.Chunk chunk) {
    live -= bytes(value);
    arena.free(chunk);
  }

  private long bytes(Value value) {
    return Math.multiplyExact(value.shape().count().size(extents), (long) value.type().bytes());
  }
}
