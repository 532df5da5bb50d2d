package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.FineTuning;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Help and version. */
class MainTest {
  @Test
  void help_lists_the_commands_and_the_exit_codes() {
    Cli help = Cli.run("--help").succeeds();
    assertThat(help.out())
        .contains(
            "quickstart ",
            "fine-tune ",
            "summarize ",
            "evaluate ",
            "rouge ",
            "export ",
            "audit ",
            "init ",
            "download ",
            "doctor ")
        .contains("2     wrong usage", "130   ended by Ctrl-C");
  }

  @Test
  void help_of_each_command_describes_all_options() {
    for (String command :
        List.of(
            "quickstart",
            "fine-tune",
            "summarize",
            "evaluate",
            "rouge",
            "export",
            "audit",
            "init",
            "download",
            "doctor")) {
      String help = Cli.run(command, "--help").succeeds().out();
      assertThat(help).startsWith("Usage: summarizer " + command);
      assertThat(help.lines().filter(line -> line.matches("\\s{1,8}(-\\w, )?--\\S+")))
          .as("options without a description")
          .isEmpty();
    }
  }

  @Test
  void help_tells_the_defaults_of_the_library() {
    String help = Cli.run("fine-tune", "--help").succeeds().out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains("Passes over the training data. Default: " + FineTuning.DEFAULT_EPOCHS + ".")
        .contains("beyond which it is cut. Default: " + FineTuning.DEFAULT_MAX_SOURCE_LENGTH + ".")
        .contains("holds the summary. Default: highlights, ");
  }

  @Test
  void version_is_told() {
    assertThat(Cli.run("--version").succeeds().out()).startsWith("summarizer ");
  }
}
