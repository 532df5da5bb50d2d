package io.summarizer.examples;

import io.summarizer.doctor.Doctor;
import io.summarizer.doctor.Finding;
import io.summarizer.doctor.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Says whether this machine has what is needed. */
@Command(
    name = "doctor",
    sortOptions = false,
    description = {
      "Looks whether this machine has what is needed, and says what to do where it has not: Java,"
          + " memory, ONNX Runtime, GPUs and their libraries, the tokenizer, the hub, disks.",
      "The exit code is 1 if nothing can be trained or run; warnings, as of GPUs, leave it at 0."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Streams streams;
  private final Map<String, String> environment;

  @Option(
      names = "--json",
      description = "Writes an array of objects instead: subject, verdict, found, advice.")
  private boolean json;

  DoctorCommand(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    List<Finding> findings = Doctor.examine(environment);
    streams.print(json ? DoctorReport.json(findings) : DoctorReport.text(findings));
    return exitCode(findings);
  }

  static int exitCode(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.PROBLEM)
        ? ExitCode.SOFTWARE
        : ExitCode.OK;
  }
}
