package io.summarizer.runtime;

import com.google.common.base.Splitter;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for shared libraries where the system's loader does, and where they lie although it does
 * not look there.
 */
final class LibrarySearch {
  /** A line such as {@code libcudart.so.12 (libc6,x86-64) => /usr/lib/libcudart.so.12}. */
  private static final Pattern CACHED = Pattern.compile("\\s*(\\S+) \\([^)]*\\) => (\\S+)");

  private static final List<String> CUDA_FOLDERS =
      List.of(
          "/usr/local/cuda*/lib64",
          "/usr/local/cuda*/targets/*/lib",
          "/opt/cuda/lib64",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/local/lib/python3*/*-packages/nvidia/*/lib",
          "/usr/lib/python3*/*-packages/nvidia/*/lib");

  private final List<Path> loaderFolders;
  private final Map<String, Path> loaderCache;
  private final List<Path> otherFolders;

  /**
   * A library file.
   *
   * @param loadable whether the loader finds it
   */
  record Found(Path file, boolean loadable) {}

  /**
   * A search.
   *
   * @param loaderFolders in which the loader looks
   * @param loaderCache files that it knows by their names
   * @param otherFolders in which it does not look
   */
  LibrarySearch(List<Path> loaderFolders, Map<String, Path> loaderCache, List<Path> otherFolders) {
    this.loaderFolders = List.copyOf(loaderFolders);
    this.loaderCache = Map.copyOf(loaderCache);
    this.otherFolders = List.copyOf(otherFolders);
  }

  /** A search of this machine, as this process's loader sees it. */
  static LibrarySearch ofThisMachine() {
    Map<String, String> environment = System.getenv();
    List<Path> others = new ArrayList<>(paths(System.getProperty("java.library.path")));
    if (Platform.isWindows()) {
      String cuda = environment.get("CUDA_PATH");
      others.addAll(cuda == null ? List.of() : paths(cuda + "\\bin"));
      return new LibrarySearch(paths(environment.get("PATH")), Map.of(), others);
    }
    CUDA_FOLDERS.forEach(pattern -> others.addAll(matching(pattern)));
    for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
      String home = environment.get(variable);
      others.addAll(home == null ? List.of() : paths(home + "/lib64"));
    }
    for (String variable : List.of("CONDA_PREFIX", "VIRTUAL_ENV")) {
      String home = environment.get(variable);
      if (home != null) {
        others.addAll(paths(home + "/lib"));
        others.addAll(matching(home + "/lib/python3*/site-packages/nvidia/*/lib"));
      }
    }
    others.addAll(
        matching(
            System.getProperty("user.home") + "/.local/lib/python3*/site-packages/nvidia/*/lib"));
    return new LibrarySearch(paths(environment.get("LD_LIBRARY_PATH")), ldconfig(), others);
  }

  /** The file of a library, preferably one that the loader finds. */
  Optional<Found> find(String name) {
    return in(loaderFolders, name)
        .or(() -> Optional.ofNullable(loaderCache.get(name)))
        .map(file -> new Found(file, true))
        .or(() -> in(otherFolders, name).map(file -> new Found(file, false)));
  }

  private static Optional<Path> in(List<Path> folders, String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<Path> paths(@Nullable String list) {
    List<Path> paths = new ArrayList<>();
    for (String element :
        Splitter.on(File.pathSeparatorChar).omitEmptyStrings().split(list == null ? "" : list)) {
      try {
        paths.add(Path.of(element));
      } catch (InvalidPathException e) {
        // the loader does not find it either
      }
    }
    return paths;
  }

  /** The folders that an absolute path with * in its names stands for, in the order of names. */
  static List<Path> matching(String pattern) {
    List<Path> folders = List.of(Path.of("/"));
    for (String name : Splitter.on('/').omitEmptyStrings().split(pattern)) {
      List<Path> deeper = new ArrayList<>();
      for (Path folder : folders) {
        deeper.addAll(entries(folder, name));
      }
      folders = deeper;
    }
    return folders;
  }

  private static Iterable<Path> entriesSorted(DirectoryStream<Path> entries) {
    TreeSet<Path> sorted = new TreeSet<>();
    entries.forEach(sorted::add);
    return sorted;
  }

  private static List<Path> entries(Path folder, String name) {
    if (!name.contains("*")) {
      Path entry = folder.resolve(name);
      return Files.isDirectory(entry) ? List.of(entry) : List.of();
    }
    List<Path> result = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, name)) {
      for (Path entry : entriesSorted(entries)) {
        if (Files.isDirectory(entry)) {
          result.add(entry);
        }
      }
    } catch (IOException e) {
      return List.of(); // what cannot be read holds nothing that could be used
    }
    return result;
  }

  /** What the loader's cache holds; nothing on systems without one. */
  private static Map<String, Path> ldconfig() {
    for (String command : List.of("/sbin/ldconfig", "/usr/sbin/ldconfig", "ldconfig")) {
      try {
        Process process =
            new ProcessBuilder(command, "-p")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return parseCache(output);
      } catch (IOException e) {
        // tried under its next name
      }
    }
    return Map.of();
  }

  static Map<String, Path> parseCache(String listing) {
    Map<String, Path> cache = new HashMap<>();
    listing
        .lines()
        .map(CACHED::matcher)
        .filter(Matcher::matches)
        .forEach(line -> cache.putIfAbsent(line.group(1), Path.of(line.group(2))));
    return cache;
  }
}
