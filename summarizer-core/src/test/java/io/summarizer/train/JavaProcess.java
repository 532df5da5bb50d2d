package io.summarizer.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs of the tests in JVMs of their own. */
public final class JavaProcess {
  private JavaProcess() {}

  /**
   * A JVM with the class path of this one, in the environment: ONNX Runtime 1.29 matches its
   * command line with a regular expression that overflows the stack when it is a few thousand
   * characters long.
   */
  public static ProcessBuilder of(List<String> options, Class<?> main, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main.getName());
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return process.redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}
