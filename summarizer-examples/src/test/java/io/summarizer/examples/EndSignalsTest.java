package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own that are told to end while they train. */
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    command.add(Main.class.getName());
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // On the command line a long one would make ONNX Runtime 1.29 overflow its stack.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder said = new StringBuilder();
      for (String line = ""; !when.matcher(line).find(); said.append(line).append('\n')) {
        line = lines.readLine();
        if (line == null) {
          throw new AssertionError(
              process.waitFor() + " was its end, it said " + said + Files.readString(errors));
        }
      }
      process.toHandle().destroy(); // SIGTERM; process itself would close its output
      lines.lines().forEach(rest -> {});
    }
    assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(130);
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
}
