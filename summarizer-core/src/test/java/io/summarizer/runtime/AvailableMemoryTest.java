package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvailableMemoryTest {
  private static final String UNLIMITED_V1 = "9223372036854771712";

  @TempDir Path root;

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void machine(long kibibytes) throws IOException {
    write(
        "proc/meminfo",
        "MemTotal:       9999 kB\nMemFree:         100 kB\nMemAvailable:   %d kB\n"
            .formatted(kibibytes));
  }

  private void group(String folder, String limit, long usage, long inactive) throws IOException {
    write(folder + "/memory.max", limit + "\n");
    write(folder + "/memory.current", usage + "\n");
    write(folder + "/memory.stat", "anon 5\ninactive_file " + inactive + "\nslab 7\n");
  }

  private void groupV1(String folder, String limit, long usage, long inactive) throws IOException {
    write(folder + "/memory.limit_in_bytes", limit + "\n");
    write(folder + "/memory.usage_in_bytes", usage + "\n");
    write(
        folder + "/memory.stat",
        "inactive_file 1\ntotal_inactive_file " + inactive + "\ntotal 9\n");
  }

  @Test
  void machine_without_groups_has_what_it_says() throws IOException {
    machine(4000);
    assertThat(LinuxMemory.under(root)).hasValue(4000 * 1024);
  }

  @Test
  void place_without_meminfo_is_no_linux() {
    assertThat(LinuxMemory.under(root)).isEmpty();
  }

  @Test
  void group_of_version_2_limits_and_its_cache_can_be_given_back() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "0::/user/job\n");
    group("sys/fs/cgroup/user/job", "100000", 30000, 8000);
    assertThat(LinuxMemory.under(root)).hasValue(100000 - 30000 + 8000);
  }

  @Test
  void group_around_the_own_one_limits_too() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "0::/user/job\n");
    group("sys/fs/cgroup/user", "50000", 45000, 0);
    group("sys/fs/cgroup/user/job", "max", 30000, 8000);
    assertThat(LinuxMemory.under(root)).hasValue(5000);
  }

  @Test
  void group_that_is_over_its_limit_has_nothing() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "0::/job\n");
    group("sys/fs/cgroup/job", "50000", 60000, 0);
    assertThat(LinuxMemory.under(root)).hasValue(0);
  }

  @Test
  void container_that_sees_its_group_as_the_mount_is_limited() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "0::/../../outside\n");
    group("sys/fs/cgroup", "70000", 10000, 0);
    assertThat(LinuxMemory.under(root)).hasValue(60000);
  }

  @Test
  void group_of_version_1_limits() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "5:cpu,cpuacct:/job\n4:memory,hugetlb:/job\n1:name=x:/\n0::/\n");
    groupV1("sys/fs/cgroup/memory/job", "100000", 30000, 2000);
    groupV1("sys/fs/cgroup/memory", UNLIMITED_V1, 800000, 0);
    groupV1("sys/fs/cgroup/cpu,cpuacct/job", "1", 1, 0);
    assertThat(LinuxMemory.under(root)).hasValue(72000);
  }

  @Test
  void unlimited_group_leaves_what_the_machine_has() throws IOException {
    machine(4000);
    write("proc/self/cgroup", "4:memory:/\n");
    groupV1("sys/fs/cgroup/memory", UNLIMITED_V1, 800000, 0);
    assertThat(LinuxMemory.under(root)).hasValue(4000 * 1024);
  }

  @Test
  void this_machine_has_memory_and_buffers_that_are_in_use_count() {
    AvailableMemory before = AvailableMemory.now();
    ByteBuffer buffer = ByteBuffer.allocateDirect(8 << 20);
    AvailableMemory after = AvailableMemory.now();
    assertThat(before.physical()).isPositive();
    assertThat(before.direct() - after.direct()).isGreaterThanOrEqualTo(buffer.capacity() / 2);
  }
}
