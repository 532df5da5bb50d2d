package io.summarizer.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What Linux says of memory: of the machine in {@code /proc/meminfo}, of the control groups that
 * this process is in, containers and services, under {@code /sys/fs/cgroup}.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">Memory Resource
 *     Controller</a>
 */
final class LinuxMemory {
  private static final long KIB = 1024;

  /** The files of a version: limit, usage, and in memory.stat what of it can be given back. */
  private record Version(String limit, String usage, String reclaimable) {}

  private static final Version V1 =
      new Version("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
  private static final Version V2 = new Version("memory.max", "memory.current", "inactive_file");

  private final Path root;

  private LinuxMemory(Path root) {
    this.root = root;
  }

  /** The bytes that are free; empty where {@code root} is not that of a Linux. */
  static OptionalLong under(Path root) {
    return new LinuxMemory(root).free();
  }

  private OptionalLong free() {
    OptionalLong machine = number(lines(root.resolve("proc/meminfo")), "MemAvailable:");
    if (machine.isEmpty()) {
      return machine;
    }
    long free = machine.getAsLong() * KIB;
    for (String line : lines(root.resolve("proc/self/cgroup"))) {
      // hierarchy:controllers:path, of version 2 with hierarchy 0 and no controllers
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        free = Math.min(free, free(root.resolve("sys/fs/cgroup"), parts[2], V2));
      } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
        free = Math.min(free, free(root.resolve("sys/fs/cgroup/memory"), parts[2], V1));
      }
    }
    return OptionalLong.of(free);
  }

  /** What is left of a group and of those around it, each of which has its own limit. */
  private static long free(Path mount, String group, Version version) {
    long free = Long.MAX_VALUE;
    for (Path folder : groups(mount, group)) {
      OptionalLong limit = number(folder.resolve(version.limit()));
      OptionalLong usage = number(folder.resolve(version.usage()));
      if (limit.isPresent() && usage.isPresent()) {
        long cache =
            number(lines(folder.resolve("memory.stat")), version.reclaimable() + " ").orElse(0);
        long left = limit.getAsLong() - usage.getAsLong() + cache;
        free = Math.min(free, Math.max(0, left));
      }
    }
    return free;
  }

  /**
   * The folders of a group and of those around it. A container may see its own group as the mount
   * and be told a path that starts outside of it; what is not there sets no limit.
   */
  private static List<Path> groups(Path mount, String group) {
    List<Path> folders = new ArrayList<>(List.of(mount));
    Path folder = mount;
    for (String name : group.split("/")) {
      folder = name.isEmpty() || name.equals("..") ? folder : folder.resolve(name);
      folders.add(folder);
    }
    return folders;
  }

  /** The number in a file; empty without a file, or where it says {@code max}. */
  private static OptionalLong number(Path file) {
    return lines(file).stream()
        .filter(line -> line.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** The number after {@code key} at the beginning of a line. */
  private static OptionalLong number(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip().split(" ")[0])
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** None where there is no such file, or it cannot be read. */
  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
