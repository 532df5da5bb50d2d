package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs a command as the jar does, in this process. */
record Cli(int exitCode, String out, String err) {
  static Cli run(Object... args) {
    return runWithInput(new byte[0], args);
  }

  static Cli runWithInput(byte[] input, Object... args) {
    return run(System.getenv(), input, args);
  }

  /** With other environment variables. */
  static Cli runWithEnvironment(Map<String, String> environment, Object... args) {
    return run(environment, new byte[0], args);
  }

  private static Cli run(Map<String, String> environment, byte[] input, Object... args) {
    Captured captured = new Captured(new ByteArrayInputStream(input), false);
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int exitCode = Main.run(captured.streams(), environment, texts);
    return new Cli(exitCode, captured.out(), captured.err());
  }

  /** Fails the test, with what the command said, unless it went well. */
  Cli succeeds() {
    assertThat(exitCode).as(err).isZero();
    return this;
  }

  /** Streams that keep what is written to them. */
  record Captured(
      InputStream in, ByteArrayOutputStream outBytes, ByteArrayOutputStream errBytes, boolean tty) {
    Captured(InputStream in, boolean tty) {
      this(in, new ByteArrayOutputStream(), new ByteArrayOutputStream(), tty);
    }

    Captured(boolean tty) {
      this(InputStream.nullInputStream(), tty);
    }

    Streams streams() {
      return new Streams(in, print(outBytes), print(errBytes), tty, false);
    }

    /** What a terminal shows: its lines end as the system's do. */
    private static String text(ByteArrayOutputStream bytes) {
      return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String out() {
      return text(outBytes);
    }

    String err() {
      return text(errBytes);
    }
  }
}
