package io.summarizer.benchmarks.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns results into Markdown. */
@Command(name = "report", description = "Turns results into Markdown tables.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReportCommand implements Callable<Integer> {
  @Parameters(description = "The file of results.")
  private Path results;

  @Option(names = "--output", description = "Where the tables go. Default: they are printed.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    List<Line> lines = new Results(results).lines().stream().map(Line::new).toList();
    String text = new Tables(lines).all();
    if (output == null) {
      System.out.print(text);
    } else {
      Files.writeString(output, text);
    }
    return 0;
  }
}
