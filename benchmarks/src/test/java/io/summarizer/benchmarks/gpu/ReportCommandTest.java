package io.summarizer.benchmarks.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;

  private String report(String results) throws IOException {
    Path file = Files.writeString(folder.resolve("results.jsonl"), results);
    Path output = folder.resolve("tables.md");
    assertThat(GpuBenchmarks.run("report", file.toString(), "--output", output.toString()))
        .isZero();
    return Files.readString(output);
  }

  @Test
  void training_stands_beside_the_peer_and_is_counted_up_to_the_promise() throws IOException {
    String tables =
        report(
            """
            {"part":"training","by":"summarizer","model":"t5-small","dtype":"bf16","batch":32,\
            "micro_batch":16,"source":1024,"target":128,"samples_per_second":600.0,\
            "tokens_per_second":691200.0,"share_of_peak":0.25,"ok":true,"time":"2026-11-23T00:00:00Z",\
            "gpu":{"name":"NVIDIA X","driver":"1.2","peak_memory_mib":2048.4,\
            "mean_utilization_percent":96.6,"max_utilization_percent":100,"max_temperature_celsius":50}}
            {"part":"training","by":"huggingface","model":"t5-small","dtype":"bf16","batch":32,\
            "source":1024,"target":128,"samples_per_second":400.0,"ok":true}
            {"part":"training","by":"summarizer","model":"t5-base","ok":false,"error":"no memory"}
            {"part":"training","by":"cut o
            """);
    assertThat(tables)
        .isEqualTo(
            """
            NVIDIA X, driver 1.2, 2026-11-23T00:00:00Z

            ### Training

            | by | model | precision | batch | samples/s | tokens/s | % of peak | memory MiB | utilisation % mean / max | °C | to peer | ran |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | summarizer | t5-small | bf16 | 32 by 16 | 600.0 | 691,200 | 25.0 | 2,048 | 97 / 100 | 50 | 1.50 x | yes |
            | huggingface | t5-small | bf16 | 32 | 400.0 | – | – | – | – / – | – | – | yes |
            | summarizer | t5-base | – | – | – | – | – | – | – / – | – | – | **no** no memory |

            ### 3 epochs of CNN/DailyMail, 287,113 articles, of full lengths

            | by | model | precision | batch | minutes |
            | --- | --- | --- | --- | --- |
            | summarizer | t5-small | bf16 | 32 by 16 | 23.9 |
            | huggingface | t5-small | bf16 | 32 | 35.9 |
            """);
  }

  @Test
  void every_part_has_a_table() throws IOException {
    String tables =
        report(
            """
            {"part":"works","what":"gradients","golden":"t5-v1.0","loss_error":1e-7,"ok":true}
            {"part":"state","what":"time","steps_per_call":10,"seconds_per_step":0.05,"ok":true}
            {"part":"state","what":"copies","steps_per_call":10,"copies_per_step":2.5,"ok":true}
            {"part":"profile","model":"t5-small","dtype":"bf16","batch":32,"waits_for_each_node":true,\
            "execution_seconds":0.2,"nodes_seconds":0.1,"gaps_seconds":0.1,"nodes":3,"gpu_nodes":2,\
            "copies":0,"operators":[{"operator":"MatMul","nodes":2,"seconds":0.09}],"dearest":[\
            {"name":"loss/MatMul","operator":"MatMul","seconds":0.05,"inputs":"[]"}],"ok":true}
            {"part":"generation","by":"summarizer","dtype":"fp32","beams":4,"seconds":2.0,\
            "summaries_per_second":32.0,"tokens_per_second":4096.0,"ok":true}
            {"part":"learns","curve":[{"steps_to":50,"reference":8.0,"loss":8.08,"difference":0.01}],\
            "reference_validation_loss":5.0,"validation_loss":5.05,"difference_at_end":0.01,"ok":true}
            """);
    assertThat(tables.lines())
        .contains(
            "| gradients t5-v1.0 | yes | loss error 1.0E-7 |",
            "| 10 | 50.00 | – | – |",
            "| 10 | 2.5 | – | – | – |",
            "### A step of t5-small, bf16, batch 32, waiting for each node: time of the GPU",
            "| 200.0 | 100.0 | 100.0 | 3 | 2 | 0 |",
            "| MatMul | 2 | 90.00 | 90.0 |",
            "| `loss/MatMul` | MatMul | 50.00 | `[]` |",
            "| summarizer | fp32 | 4 | 2.00 | 32.0 | 4,096 | – | yes |",
            "| 50 | 8.0000 | 8.0800 | 1.00 |",
            "| validation | 5.0000 | 5.0500 | 1.00 |");
  }
}
