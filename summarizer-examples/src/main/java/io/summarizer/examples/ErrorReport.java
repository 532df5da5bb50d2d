package io.summarizer.examples;

import io.summarizer.TrainingInterruptedException;
import io.summarizer.error.SummarizerException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells errors: one line each, as the library words them. Errors that nobody foresaw come with the
 * place where they arose.
 */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  /** The option that shows the place of every error; {@code -Dstacktrace} does too. */
  static final String STACK_TRACE = "--stacktrace";

  /** The exit code of shells for what was ended with Ctrl-C. */
  static final int INTERRUPTED = 130;

  /** Options that the library calls by longer names. */
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "returnedSummaries", "--returned", "doSample", "--sample", "forbiddenWords", "--forbid");

  /** Control characters and marks that turn the direction of writing; lines and tabs may stay. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

  private final PrintStream err;

  ErrorReport(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof TrainingInterruptedException || e instanceof InterruptedCommand) {
      return INTERRUPTED; // the session has told it, and how to go on
    }
    boolean foreseen = e instanceof SummarizerException || e instanceof IllegalArgumentException;
    if (foreseen) {
      tell(e, command);
    }
    if (!foreseen || stackTraceWanted(parsed.originalArgs().toArray(String[]::new))) {
      e.printStackTrace(err);
    }
    return ExitCode.SOFTWARE;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    tell(e, command);
    UnmatchedArgumentException.printSuggestions(
        e, new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    if (stackTraceWanted(args)) {
      e.printStackTrace(err);
    }
    return ExitCode.USAGE;
  }

  private void tell(Exception e, CommandLine command) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    err.println("summarizer: " + printable(inOptionNames(message, command)));
  }

  /** Names of files may hold commands to a terminal; these are shown, and not followed. */
  private static String printable(String message) {
    return CONTROL
        .matcher(message)
        .replaceAll(c -> String.format(Locale.ROOT, "\\\\u%04x", (int) c.group().charAt(0)));
  }

  /** The library says {@code batchSize} where the command line says {@code --batch-size}. */
  private static String inOptionNames(String message, CommandLine command) {
    String result = message;
    for (Map.Entry<String, String> name : SHORT_NAMES.entrySet()) {
      if (command.getCommandSpec().optionsMap().containsKey(name.getValue())) {
        result = result.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
      }
    }
    for (String option : command.getCommandSpec().optionsMap().keySet()) {
      String bare = option.replaceFirst("^-+", "");
      String name = camelCase(bare);
      // A single word may be meant as a word, but not as the subject of a message.
      String place = name.equals(bare) ? "^" + name + "(?=:)" : "\\b" + name + "\\b";
      result = result.replaceAll(place, Matcher.quoteReplacement(option));
    }
    return result;
  }

  private static String camelCase(String kebabCase) {
    return Pattern.compile("-(\\w)")
        .matcher(kebabCase)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

  private static boolean stackTraceWanted(String[] args) {
    return System.getProperty("stacktrace") != null || Arrays.asList(args).contains(STACK_TRACE);
  }
}
