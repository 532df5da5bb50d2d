package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own that are told to end while they work. */
@DisabledOnOs(OS.WINDOWS) // kills without a signal
class EndSignalsTest {
  @TempDir Path folder;
  private Path errors;

  @BeforeEach
  void nameErrors() {
    errors = folder.resolve("errors.txt");
  }

  /** Starts a command, and ends it by SIGTERM when it has printed a line that matches. */
  private void runAndEnd(Pattern when, Object... args) throws Exception {
    runAndEnd("", when, args);
  }

  /** As above, with the beginning of an input that goes on; returns what was printed. */
  private List<String> runAndEnd(String input, Pattern when, Object... args) throws Exception {
    Process process = start(args);
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    List<String> printed = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = ""; !when.matcher(line).find(); printed.add(line)) {
        line = lines.readLine();
        if (line == null) {
          throw new AssertionError(
              process.waitFor() + " was its end, it said " + printed + Files.readString(errors));
        }
      }
      process.toHandle().destroy(); // SIGTERM; process itself would close its output
      lines.lines().forEach(printed::add);
    }
    assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(130);
    return printed;
  }

  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    if (Runtime.version().feature() >= 24) { // whose warnings would stand among the errors
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(Main.class.getName());
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // On the command line a long one would make ONNX Runtime 1.29 overflow its stack.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  @Test
  void fine_tune_saves_the_run_says_how_to_go_on_and_goes_on() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path output = folder.resolve("out");
    List<Object> command =
        List.of(
            "fine-tune",
            "--model",
            tiny.create(),
            "--train",
            tiny.jsonLines("train.jsonl", 20),
            "--output",
            output,
            "--batch-size=4",
            "--threads=1");
    List<Object> longer = new ArrayList<>(command);
    longer.add("--epochs=100000");
    runAndEnd(Pattern.compile("^ *2\\.00 "), longer.toArray());

    Matcher told =
        Pattern.compile(
                "summarizer: interrupted after step (\\d+), saved in (.*); to go on, give the same"
                    + " command with --resume\n")
            .matcher(Files.readString(errors));
    assertThat(told.matches()).as(Files.readString(errors)).isTrue();
    int step = Integer.parseInt(told.group(1));
    assertThat(step).isGreaterThanOrEqualTo(10);
    assertThat(Path.of(told.group(2))).isEqualTo(output.resolve("checkpoint-" + step));

    List<Object> rest = new ArrayList<>(command);
    rest.addAll(List.of("--resume", "--steps", step + 3));
    Cli resumed = Cli.run(rest.toArray()).succeeds();
    assertThat(resumed.out()).contains("The model is in " + output + ".");
    assertThat(output.resolve("checkpoint-" + (step + 3))).exists();
  }

  @Test
  void quickstart_says_the_command_that_goes_on() throws Exception {
    Path output = folder.resolve("quick");
    runAndEnd(Pattern.compile("4000 rows|4,000 rows"), "quickstart", "--output", output);
    String told = Files.readString(errors);
    assertThat(told).matches("summarizer: interrupted .*; to go on, give the command .*\n");
    String[] command = told.strip().replaceFirst(".* give the command ", "").split(" ");
    List<Object> rest = new ArrayList<>(Arrays.asList(command));
    for (String slow : new String[] {"--epochs", "--warmup-steps", "--validation"}) {
      int place = rest.indexOf(slow);
      rest.subList(place, place + 2).clear();
    }
    rest.add("--steps=1");
    assertThat(Cli.run(rest.toArray()).succeeds().out())
        .contains("The model is in " + output.resolve("model") + ".");
  }

  private String told() throws IOException {
    return Files.readString(errors).replace(System.lineSeparator(), "\n");
  }

  @Test
  void summarize_prints_whole_lines_and_says_how_many() throws Exception {
    Path model = new TinyModel(folder).create();
    List<String> lines =
        runAndEnd(
            "A cat sat near a tree.\n".repeat(300),
            Pattern.compile("\"id\":\"1\""),
            "summarize",
            "--model",
            model,
            "--max-new-tokens=3",
            "--lines",
            "--json");
    assertThat(lines).allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
    assertThat(told()).isEqualTo("summarizer: interrupted after " + lines.size() + " articles\n");
  }

  @Test
  void summarize_that_waits_for_its_input_ends() throws Exception {
    Path model = new TinyModel(folder).create();
    // Fewer lines than are summarized together: it waits for more. The text before is printed.
    Path text = Files.writeString(folder.resolve("a.txt"), "A cat sat near a tree.");
    List<Object> args =
        new ArrayList<>(List.of("summarize", "--model", model, "--lines", "--json"));
    for (int i = 0; i < 256; i++) {
      args.add(text);
    }
    args.addAll(List.of("--max-new-tokens=3", "-"));
    List<String> lines = runAndEnd("A cat.\n", Pattern.compile("\"id\":\"1\""), args.toArray());
    assertThat(told()).isEqualTo("summarizer: interrupted after " + lines.size() + " articles\n");
  }

  @Test
  void evaluate_keeps_the_summaries_that_it_has() throws Exception {
    TinyModel tiny = new TinyModel(folder);
    Path out = folder.resolve("out.jsonl");
    Path aside = folder.resolve("out.jsonl.part");
    Process process =
        start(
            "evaluate",
            "--model",
            tiny.create(),
            "--data",
            tiny.jsonLines("data.jsonl", 100_000),
            "--max-new-tokens=3",
            "--out",
            out);
    while (process.isAlive() && (!Files.exists(aside) || Files.size(aside) == 0)) {
      Thread.sleep(20);
    }
    process.toHandle().destroy();
    assertThat(process.waitFor()).as(told()).isEqualTo(130);
    List<String> lines = Files.readAllLines(aside);
    assertThat(lines).allMatch(line -> line.startsWith("{\"id\":") && line.endsWith("}"));
    assertThat(told())
        .isEqualTo(
            String.format(Locale.ROOT, "summarizer: interrupted after %,d articles\n", lines.size())
                + "summarizer: what there is of the results is in "
                + aside
                + "\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void rows_are_read_from_the_standard_input_where_it_has_a_name() throws Exception {
    Process process =
        start(
            "summarize",
            "--model",
            new TinyModel(folder).create(),
            "--json",
            "--format=jsonl",
            "-");
    try (OutputStream input = process.getOutputStream()) {
      input.write("{\"id\": \"x\", \"article\": \"A cat.\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.lines()).singleElement().asString().startsWith("{\"id\":\"x\",");
    }
    assertThat(process.waitFor()).as(told()).isZero();
  }
}
