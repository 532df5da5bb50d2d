package io.summarizer.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory of the machine that this Java can still use, in bytes.
 *
 * @param physical what is free without swapping, of the machine or, if that is less, of the
 *     container or service that Java runs in
 * @param direct what is left for direct buffers, in which parameters and optimizer state lie:
 *     {@code -XX:MaxDirectMemorySize}, by default as much as {@code -Xmx}, less what is in use
 */
public record AvailableMemory(long physical, long direct) {
  /** As it is now. */
  public static AvailableMemory now() {
    return new AvailableMemory(physicalMemory(LinuxMemory.under(Path.of("/"))), directMemory());
  }

  private static long physicalMemory(OptionalLong linux) {
    return linux.orElseGet(
        () -> ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize());
  }

  /**
   * How many bytes direct buffers may take together: as much as the heap where Java was not told
   * otherwise.
   */
  public static long directLimit() {
    HotSpotDiagnosticMXBean hotSpot =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long limit =
        hotSpot == null ? 0 : Long.parseLong(hotSpot.getVMOption("MaxDirectMemorySize").getValue());
    return limit == 0 ? Runtime.getRuntime().maxMemory() : limit;
  }

  private static long directMemory() {
    long used =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return Math.max(0, directLimit() - used);
  }
}
