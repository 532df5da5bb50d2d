package io.summarizer.doctor;

import java.util.Locale;
import java.util.Set;

/** The operating system, the Java runtime, the processors. */
final class SystemCheck {
  private static final Set<String> SUPPORTED =
      Set.of("linux amd64", "linux x86_64", "linux aarch64", "mac os x aarch64", "windows amd64");

  private SystemCheck() {}

  static Finding platform() {
    return platform(
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"));
  }

  static Finding platform(String name, String version, String processor) {
    String found = name + " " + version + " " + processor;
    String system = name.toLowerCase(Locale.ROOT).replaceFirst("^windows.*", "windows");
    return SUPPORTED.contains(system + " " + processor)
        ? Finding.ok("system", found)
        : Finding.problem(
            "system",
            found,
            "Use Linux on x86_64 or aarch64, macOS on aarch64 or Windows on x86_64: for others"
                + " there are no native libraries");
  }

  static Finding java() {
    return Finding.ok(
        "Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"));
  }

  static Finding processors(int count) {
    return count > 1
        ? Finding.ok("processors", Integer.toString(count))
        : Finding.warning("processors", "1", "Give the container or machine more than one");
  }
}
