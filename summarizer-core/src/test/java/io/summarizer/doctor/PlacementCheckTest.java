package io.summarizer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.NodePlacement;
import io.summarizer.runtime.NodePlacement.PlacedNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementCheckTest {
  private static PlacedNode node(String name, String provider) {
    return new PlacedNode(name, "Softmax", provider + "ExecutionProvider", false);
  }

  private static NodePlacement placement(int onCpu) {
    return new NodePlacement(
        ImmutableList.<PlacedNode>builder()
            .add(node("on the GPU", "CUDA"))
            .addAll(IntStream.range(0, onCpu).mapToObj(i -> node("n" + i, "CPU")).toList())
            .build());
  }

  @Test
  void gpuThatRunsEverything_isAsItShouldBe() {
    assertThat(PlacementCheck.finding("step", placement(0)))
        .isEqualTo(Finding.ok("step", "no node but those of shapes runs on the CPU, of 1"));
  }

  @Test
  void nodesOnTheCpu_areAWarningThatNamesThem() {
    assertThat(PlacementCheck.finding("step", placement(2)))
        .isEqualTo(
            Finding.warning(
                "step",
                "2 of 3 nodes run on the CPU: Softmax (n0), Softmax (n1)",
                "Results are right but slower; please report these nodes with the lines above"));
    assertThat(PlacementCheck.finding("step", placement(7)).found())
        .isEqualTo(
            "7 of 8 nodes run on the CPU: Softmax (n0), Softmax (n1), Softmax (n2), Softmax (n3),"
                + " Softmax (n4), ...");
  }

  /** On the CPU itself, so that the step and the summary are known to run. */
  @Test
  void stepAndSummary_areLookedAt() {
    List<Finding> findings = new PlacementCheck(ChosenDevice.CPU).findings();
    assertThat(findings)
        .extracting(Finding::subject)
        .containsExactly("training step on cpu", "summary on cpu");
    assertThat(findings)
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.WARNING))
        .allSatisfy(finding -> assertThat(finding.found()).contains(" nodes run on the CPU: "));
  }
}
