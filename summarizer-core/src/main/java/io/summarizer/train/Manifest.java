package io.summarizer.train;

import com.google.common.hash.Hashing;
import io.summarizer.CheckpointException;
import io.summarizer.model.Json;
import io.summarizer.report.RunJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The files of a checkpoint with their sizes and hashes, in {@code manifest.json}, so that damage
 * is found before a run goes on with it.
 *
 * @param files by name
 */
record Manifest(Map<String, Entry> files) {
  static final String FILE = "manifest.json";

  private static final int MAX_BYTES = 1 << 20;

  /** A file's content. */
  record Entry(long bytes, String sha256) {}

  /** Writes the manifest of the files of a directory. */
  static void write(Path directory) throws IOException {
    Map<String, Entry> files = new TreeMap<>();
    for (Path file : files(directory)) {
      files.put(String.valueOf(file.getFileName()), entry(file));
    }
    RunJson.MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(directory.resolve(FILE), new Manifest(files));
  }

  /**
   * Does nothing if the files of a directory are those that were written.
   *
   * @param required files without which it is of no use
   * @throws CheckpointException that names the first file that is not
   */
  static void verify(Path directory, Collection<String> required) {
    Path path = directory.resolve(FILE);
    if (!Files.isRegularFile(path)) {
      throw new CheckpointException(path, "is missing");
    }
    try {
      Manifest manifest = RunJson.MAPPER.readValue(Json.readSmall(path, MAX_BYTES), Manifest.class);
      for (String name : required) {
        if (manifest == null || !manifest.files().containsKey(name)) {
          throw new CheckpointException(path, "does not name " + name);
        }
      }
      for (Map.Entry<String, Entry> written : manifest.files().entrySet()) {
        Path file = directory.resolve(written.getKey());
        if (!directory.equals(file.getParent()) || file.endsWith("..")) {
          throw new CheckpointException(
              path, "names a file outside of its directory: " + written.getKey());
        }
        if (!Files.isRegularFile(file)) {
          throw new CheckpointException(file, "is missing");
        }
        if (Files.size(file) != written.getValue().bytes()) {
          throw new CheckpointException(
              file,
              "expected "
                  + written.getValue().bytes()
                  + " bytes, as manifest.json says, got "
                  + Files.size(file));
        }
        if (!entry(file).equals(written.getValue())) {
          throw new CheckpointException(file, "its content is not what manifest.json says");
        }
      }
    } catch (JacksonException e) {
      throw new CheckpointException(path, "is not a manifest: " + e.getOriginalMessage());
    } catch (InvalidPathException e) {
      throw new CheckpointException(path, "is not a manifest: " + e.getMessage());
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot be read", e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.endsWith(FILE)).toList();
    }
  }

  private static Entry entry(Path file) throws IOException {
    return new Entry(
        Files.size(file),
        com.google.common.io.Files.asByteSource(file.toFile()).hash(Hashing.sha256()).toString());
  }
}
