package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.examples.QuickstartCommand.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QuickstartCommandTest {
  @TempDir Path folder;

  private String run(Size size, Path output) {
    Cli.Captured captured = new Cli.Captured(false);
    int exitCode =
        new CommandLine(new QuickstartCommand(captured.streams(), size))
            .execute("--output", output.toString());
    assertThat(exitCode).isZero();
    assertThat(captured.err()).isEmpty();
    return captured.out();
  }

  @Test
  void a_reduced_run_shows_everything_and_leaves_files_to_go_on_with() {
    Path output = folder.resolve("out");
    String out = run(new Size(160, 10, 2), output);
    assertThat(out)
        .contains("160 rows read, none dropped")
        .contains("\n  2.00  ")
        .contains("On 10 articles that it has never seen")
        .contains("\nLead-3  ", "\nmodel   ");
    assertThat(out.lines().filter(line -> line.startsWith("Generated  "))).hasSize(2);
    Cli again =
        Cli.run(
                "fine-tune",
                "--model",
                output.resolve("model"),
                "--train",
                output.resolve("train.jsonl"),
                "--output",
                folder.resolve("again"),
                "--steps=1")
            .succeeds();
    assertThat(again.out()).contains("160 rows read, none dropped");
    Cli summaries =
        Cli.run(
                "summarize",
                "--model",
                output.resolve("model"),
                output.resolve("test.jsonl"),
                "--max-new-tokens=5")
            .succeeds();
    assertThat(summaries.out().lines()).hasSize(10);
  }

  /** Takes about a minute: {@code mvn test -pl summarizer-examples -am -DexcludedGroups=none}. */
  @Tag("slow")
  @Test
  void the_full_run_ends_far_above_lead_3() {
    String out = run(Size.FULL, folder.resolve("out"));
    assertThat(rouge1(out, "model")).isGreaterThan(80);
    assertThat(rouge1(out, "Lead-3")).isBetween(20.0, 35.0);
    assertThat(Files.exists(folder.resolve("out/model/model.safetensors"))).isTrue();
  }

  private static double rouge1(String out, String row) {
    String line =
        out.lines().filter(l -> l.startsWith(row + " ")).reduce((a, b) -> b).orElseThrow();
    return Double.parseDouble(line.split("\\s+")[1]);
  }
}
