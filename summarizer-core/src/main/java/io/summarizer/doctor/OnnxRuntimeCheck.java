package io.summarizer.doctor;

import io.summarizer.error.SummarizerException;
import io.summarizer.runtime.SelfTest;

/** Whether ONNX Runtime can be loaded and computes on the CPU. */
final class OnnxRuntimeCheck {
  private static final String SUBJECT = "ONNX Runtime";

  private OnnxRuntimeCheck() {}

  static Finding finding() {
    try {
      return Finding.ok(SUBJECT, SelfTest.run());
    } catch (SummarizerException | LinkageError e) {
      return failure(e);
    }
  }

  static Finding failure(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Finding.problem(
        SUBJECT,
        "cannot be used: " + root,
        "Its library is unpacked to the folder for temporary files, from which programs must be"
            + " allowed to run; another one: -Djava.io.tmpdir=FOLDER",
        "Linux needs the C library glibc 2.28 or newer: Alpine's musl will not do",
        "Windows needs the Visual C++ Redistributable of 2019 or newer");
  }
}
