package io.summarizer.doctor;

import io.summarizer.Device;
import io.summarizer.gpu.GpuDevice;
import io.summarizer.hub.Hub;
import io.summarizer.report.GpuSensor;
import io.summarizer.report.Gpus;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.CudaSupport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks whether this machine has what the library needs.
 *
 * <pre>{@code
 * for (Finding finding : Doctor.examine()) {
 *   System.out.println(finding.verdict() + " " + finding.subject() + ": " + finding.found());
 * }
 * }</pre>
 */
public final class Doctor {
  private static final Duration HUB_TIMEOUT = Duration.ofSeconds(5);

  private Doctor() {}

  /**
   * Examines the machine, in some seconds. Nothing fails: what is wrong is a finding. The hub is
   * asked for an answer unless the environment variables say that it must not be.
   */
  public static List<Finding> examine() {
    return examine(System.getenv());
  }

  /** As {@link #examine()}, with other environment variables for the hub. */
  public static List<Finding> examine(Map<String, String> environment) {
    List<Finding> findings = new ArrayList<>();
    findings.add(SystemCheck.platform());
    findings.add(SystemCheck.java());
    findings.add(SystemCheck.processors(Runtime.getRuntime().availableProcessors()));
    findings.addAll(MemoryCheck.ofThisMachine().findings());
    Finding runtime = OnnxRuntimeCheck.finding();
    findings.add(runtime);
    if (runtime.verdict() != Verdict.PROBLEM) {
      CudaSupport cuda = CudaSupport.ofThisMachine(false);
      findings.addAll(new CudaCheck(cuda, gpus()).findings());
      if (cuda.obstacle(0).isEmpty()) {
        findings.addAll(new PlacementCheck(ChosenDevice.of(Device.cuda(0))).findings());
      }
    }
    findings.add(TokenizerCheck.finding());
    findings.addAll(HubCheck.findings(() -> Hub.builder(environment).timeout(HUB_TIMEOUT).build()));
    findings.add(DiskCheck.of("disk here", Path.of("")));
    findings.add(DiskCheck.of("temporary files", Path.of(System.getProperty("java.io.tmpdir"))));
    return List.copyOf(findings);
  }

  private static List<GpuDevice> gpus() {
    try (Gpus gpus = Gpus.open()) {
      return gpus.sensors().stream().map(GpuSensor::device).toList();
    }
  }
}
