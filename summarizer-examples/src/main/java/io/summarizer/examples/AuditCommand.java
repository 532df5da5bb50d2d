package io.summarizer.examples;

import io.summarizer.FineTuning;
import io.summarizer.audit.DataAudit;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks through a data set. */
@Command(
    name = "audit",
    sortOptions = false,
    description =
        "Looks through a data set: what a training would leave out, cut or see twice, and how well"
            + " the first three sentences of the articles do as their summaries.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AuditCommand implements Runnable {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "A data file, or a pattern such as 'train-*.jsonl.gz'.")
  private String data;

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "FILE",
      description = "A tokenizer.json, or the directory of one, such as a model's.")
  private Path tokenizer;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "Validation data, to be searched for articles of the data.")
  private @Nullable String validation;

  @Option(
      names = "--max-source-length",
      paramLabel = "N",
      defaultValue = "" + FineTuning.DEFAULT_MAX_SOURCE_LENGTH,
      description = "Tokens of an article, beyond which it is cut. Default: ${DEFAULT-VALUE}.")
  private int maxSourceLength;

  @Option(
      names = "--max-target-length",
      paramLabel = "N",
      defaultValue = "" + FineTuning.DEFAULT_MAX_TARGET_LENGTH,
      description = "Tokens of a summary, beyond which it is cut. Default: ${DEFAULT-VALUE}.")
  private int maxTargetLength;

  @Mixin private DataOptions dataOptions;

  @Option(names = "--json", description = "Prints one JSON object with all digits.")
  private boolean json;

  AuditCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    DataAudit audit = audit();
    streams.print(json ? AuditReport.json(audit) : AuditReport.table(audit));
  }

  private DataAudit audit() {
    DataAudit.Options options =
        DataAudit.of(dataOptions.open(data))
            .tokenizer(tokenizer)
            .maxSourceLength(maxSourceLength)
            .maxTargetLength(maxTargetLength);
    options = validation == null ? options : options.validation(dataOptions.open(validation));
    try {
      return options.run();
    } catch (IllegalArgumentException e) { // a limit that the tokenizer refuses
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
