package io.summarizer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command {@code nvidia-smi}, asked for comma-separated values. It comes with every driver, but
 * takes some tenths of a second to answer. Columns that its version does not know are left out.
 */
final class NvidiaSmi {
  static final String COMMAND = "nvidia-smi";
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("Field \"([^\"]+)\" is not a valid field to query");

  private final String command;
  private final Duration timeout;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  NvidiaSmi(String command, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
  }

  /**
   * What it says of each GPU.
   *
   * @param rows the text in each column, by the column's name
   * @param problem why there are none, else empty
   */
  record Answer(List<Map<String, String>> rows, String problem) {
    private static Answer none(String problem) {
      return new Answer(List.of(), problem);
    }
  }

  /**
   * Asks for columns. Only the last may hold commas.
   *
   * @param gpu the index of one GPU, or empty for all
   */
  Answer query(List<String> columns, Optional<Integer> gpu) {
    List<String> known = columns.stream().filter(column -> !unknown.contains(column)).toList();
    List<String> call = new ArrayList<>(List.of(command));
    call.add("--query-gpu=" + String.join(",", known));
    call.add("--format=csv,noheader,nounits");
    gpu.ifPresent(index -> call.add("--id=" + index));
    Process process;
    try {
      process = new ProcessBuilder(call).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return Answer.none("the command nvidia-smi cannot be run");
    }
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return Answer.none("nvidia-smi gave no answer within " + timeout.toMillis() + " ms");
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher refused = UNKNOWN_COLUMN.matcher(output);
      if (refused.find() && known.contains(refused.group(1))) {
        unknown.add(refused.group(1));
        return query(columns, gpu);
      }
      return answer(process.exitValue(), output.strip(), known);
    } catch (IOException e) {
      return Answer.none("the output of nvidia-smi cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.none("nvidia-smi was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Answer answer(int exitCode, String output, List<String> columns) {
    if (exitCode != 0) {
      String first = output.lines().findFirst().orElse("no output");
      return Answer.none("nvidia-smi failed with exit code " + exitCode + ": " + first);
    }
    List<Map<String, String>> rows =
        output
            .lines()
            .map(line -> line.split(", *", columns.size()))
            .filter(cells -> cells.length == columns.size()) // the others are warnings
            .map(cells -> row(columns, cells))
            .toList();
    return rows.isEmpty() ? Answer.none("nvidia-smi lists no GPU") : new Answer(rows, "");
  }

  private static Map<String, String> row(List<String> columns, String[] cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      row.put(columns.get(i), cells[i].strip());
    }
    return row;
  }
}
