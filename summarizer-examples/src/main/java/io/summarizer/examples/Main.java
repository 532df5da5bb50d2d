package io.summarizer.examples;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code summarizer} command. */
@Command(
    name = "summarizer",
    description = "Fine-tunes T5 models for summarization, evaluates them with ROUGE, runs them.",
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed",
      "2:wrong usage",
      "130:ended by Ctrl-C or kill, and saved"
    })
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli sets and reads the fields
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;
  private static final int LONGEST_OPTION = 30;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help and ends.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version and ends.")
  private boolean version;

  @Option(
      names = ErrorReport.STACK_TRACE,
      scope = ScopeType.INHERIT,
      description = "Shows where in the program an error arose.")
  private boolean stackTrace;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Streams.ofProcess(), args));
  }

  /** Runs a command; returns the exit code. */
  static int run(Streams streams, String... args) {
    return run(streams, System.getenv(), args);
  }

  /** As above, with other environment variables. */
  static int run(Streams streams, Map<String, String> environment, String... args) {
    PrintWriter out = new PrintWriter(streams.out(), true, StandardCharsets.UTF_8);
    ErrorReport errors = new ErrorReport(streams.err());
    int exitCode =
        new CommandLine(new Main())
            .addSubcommand(new QuickstartCommand(streams))
            .addSubcommand(new FineTuneCommand(streams))
            .addSubcommand(new SummarizeCommand(streams))
            .addSubcommand(new EvaluateCommand(streams))
            .addSubcommand(new RougeCommand(streams))
            .addSubcommand(new ExportCommand(streams))
            .addSubcommand(new AuditCommand(streams))
            .addSubcommand(new InitCommand(streams))
            .addSubcommand(new DownloadCommand(streams, environment))
            .addSubcommand(new DoctorCommand(streams, environment))
            .setOut(out)
            .setUsageHelpWidth(HELP_WIDTH)
            .setUsageHelpLongOptionsMaxWidth(LONGEST_OPTION)
            .setExecutionExceptionHandler(errors)
            .setParameterExceptionHandler(errors)
            .execute(args);
    streams.out().flush();
    return exitCode;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a command, one of " + spec.subcommands().keySet());
  }

  /** Takes the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Optional<String> version =
          Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
      return new String[] {"summarizer " + version.orElse("(not run from its jar)")};
    }
  }
}
