package io.summarizer.benchmarks.gpu;

import io.summarizer.report.RunJson;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Other programs that are measured: the peers, and our own command line. */
final class Processes {
  private static final int TAIL = 1500;

  private Processes() {}

  /**
   * What a program left behind.
   *
   * @param exit its code, -1 if its time was over
   */
  record Outcome(int exit, String out, String err) {
    /** The end of what it printed, errors last. */
    String tail() {
      String all = (out + "\n" + err).strip();
      return all.substring(Math.max(0, all.length() - TAIL));
    }

    /** All that it printed if that is JSON, else the last line that is. */
    JsonNode json() {
      for (String text : List.of(out, lastLine())) {
        try {
          JsonNode json = RunJson.MAPPER.readTree(text);
          if (json.isContainer()) {
            return json;
          }
        } catch (JacksonException e) {
          // the next text may be
        }
      }
      throw new IllegalStateException("exit " + exit + ", no JSON: " + tail());
    }

    private String lastLine() {
      return out.lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b).orElse("");
    }
  }

  /** Runs a program to its end, or that of its time. */
  static Outcome run(List<String> command, double seconds)
      throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      File out = scratch.folder().resolve("out").toFile();
      File err = scratch.folder().resolve("err").toFile();
      Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
      try {
        boolean ended = process.waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        return new Outcome(ended ? process.exitValue() : -1, text(out), text(err));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static String text(File file) throws IOException {
    return new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
  }
}
