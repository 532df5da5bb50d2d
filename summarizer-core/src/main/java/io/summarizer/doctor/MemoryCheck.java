package io.summarizer.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.summarizer.runtime.AvailableMemory;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The memory that there is and that Java may use, in bytes. Models lie in direct memory, outside of
 * the heap: fine-tuning takes 24 bytes for each parameter and what a batch needs.
 */
record MemoryCheck(long physical, long heap, long direct) {
  private static final long ENOUGH_PHYSICAL = 4 * Bytes.GIB;
  private static final long ENOUGH_HEAP = Bytes.GIB / 2;

  /** For t5-small: 60 million parameters. */
  private static final long ENOUGH_DIRECT = 2 * Bytes.GIB;

  static MemoryCheck ofThisMachine() {
    return new MemoryCheck(
        physicalBytes(), Runtime.getRuntime().maxMemory(), AvailableMemory.directLimit());
  }

  private static long physicalBytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  List<Finding> findings() {
    return List.of(
        finding(
            "memory",
            physical,
            ENOUGH_PHYSICAL,
            "The smallest T5 needs 4 GiB to be fine-tuned; take a larger machine or container"),
        finding("heap", heap, ENOUGH_HEAP, "Start Java with a larger one: -Xmx2g"),
        finding(
            "direct memory",
            direct,
            ENOUGH_DIRECT,
            "Models lie there, and fine-tuning t5-small takes 2 GiB; start Java with"
                + " -XX:MaxDirectMemorySize=8g, or what the machine has"));
  }

  private static Finding finding(String subject, long bytes, long enough, String advice) {
    if (bytes == 0) {
      return Finding.ok(subject, "unknown");
    }
    return bytes >= enough
        ? Finding.ok(subject, Bytes.text(bytes))
        : Finding.warning(subject, Bytes.text(bytes), advice);
  }
}
