package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.doctor.Finding;
import io.summarizer.doctor.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the command says of this machine, and of others. */
class DoctorCommandTest {
  private static final Finding GOOD = new Finding("Java", Verdict.OK, "17.0.15", List.of());
  private static final Finding SMALL =
      new Finding("heap", Verdict.WARNING, "0.1 GiB", List.of("Start Java with -Xmx2g"));
  private static final Finding BAD =
      new Finding("tokenizer", Verdict.PROBLEM, "cannot be loaded", List.of("Mend it", "Or go"));

  @TempDir Path folder;

  private Map<String, String> offline() {
    return Map.of("HF_HUB_OFFLINE", "1", "HF_HOME", folder.toString());
  }

  @Test
  void this_machine_can_train_and_run_models() {
    Cli doctor = Cli.runWithEnvironment(offline(), "doctor").succeeds();
    assertThat(doctor.out())
        .containsPattern("ok +ONNX Runtime +\\d+\\.\\d+\\.\\d+ \\(CPU")
        .containsPattern("ok +tokenizer +native library ")
        .containsPattern("ok +hub +not asked: offline is set")
        .contains(folder.resolve("hub").toString());
  }

  @Test
  void json_holds_the_same() {
    Cli doctor = Cli.runWithEnvironment(offline(), "doctor", "--json").succeeds();
    JsonNode findings = new ObjectMapper().readTree(doctor.out());
    assertThat(findings.findValuesAsString("subject"))
        .contains("system", "Java", "memory", "ONNX Runtime", "tokenizer", "hub", "disk here");
    assertThat(findings.findValuesAsString("verdict"))
        .containsAnyOf("ok")
        .doesNotContain("problem");
  }

  @Test
  void a_hub_setting_that_cannot_be_meant_is_a_warning() {
    Cli doctor = Cli.runWithEnvironment(Map.of("HF_ENDPOINT", "nowhere"), "doctor").succeeds();
    assertThat(doctor.out())
        .containsPattern("warning +hub +HF_ENDPOINT: expected the address of a hub");
  }

  @Test
  void findings_stand_in_lines_with_what_to_do_below() {
    assertThat(DoctorReport.text(List.of(GOOD, SMALL, BAD)))
        .isEqualTo(
            """
            ok       Java               17.0.15
            warning  heap               0.1 GiB
                                        -> Start Java with -Xmx2g
            problem  tokenizer          cannot be loaded
                                        -> Mend it
                                        -> Or go

            Problems: 1. Nothing can be trained or run before they are solved.""");
  }

  @Test
  void the_last_line_sums_up() {
    assertThat(DoctorReport.text(List.of(GOOD))).endsWith("\n\nEverything is there.");
    assertThat(DoctorReport.text(List.of(GOOD, SMALL)))
        .endsWith("\n\nWarnings: 1. Models can be trained and run on the CPU.");
  }

  @Test
  void only_problems_make_the_command_fail() {
    assertThat(DoctorCommand.exitCode(List.of(GOOD, SMALL))).isZero();
    assertThat(DoctorCommand.exitCode(List.of(GOOD, BAD))).isEqualTo(1);
  }
}
