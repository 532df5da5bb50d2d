package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The export of a model. */
class ExportCommandTest {
  @TempDir Path folder;

  @Test
  void a_quantized_model_that_passes_its_gate_is_written_and_measured() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path out = folder.resolve("out");
    Cli run =
        Cli.run(
                "export",
                "--model",
                tiny.create(),
                "--out",
                out,
                "--format",
                "single",
                "--quantize",
                "int8",
                "--gate-data",
                tiny.jsonLines("validation.jsonl", 3),
                "--max-rouge-drop",
                50)
            .succeeds();
    assertThat(run.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches(".*out: 0\\.\\d MB of weights, 0\\.\\d MB in float32, written in \\d+\\.\\d s");
    assertThat(run.out()).contains("\nrougeLsum over 3 articles: ");
    assertThat(out.resolve("summarizer.onnx")).exists();
  }

  @Test
  void a_directory_is_replaced_only_on_request() throws IOException {
    Path model = new TinyModel(folder).create();
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("old.txt"), "old");
    assertThat(Cli.run("export", "--model", model, "--out", out).exitCode()).isEqualTo(1);
    Cli run = Cli.run("export", "--model", model, "--out", out, "--replace").succeeds();
    assertThat(run.out()).contains("out: 0.").doesNotContain("float32");
    assertThat(out.resolve("old.txt")).doesNotExist();
    assertThat(out.resolve("decoder_with_past_model.onnx_data")).exists();
  }
}
