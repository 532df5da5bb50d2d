package io.summarizer.examples;

import io.summarizer.Export;
import io.summarizer.ExportFormat;
import io.summarizer.ExportReport;
import io.summarizer.Quantization;
import io.summarizer.Summarizer;
import io.summarizer.data.DataFiles;
import io.summarizer.data.Dataset;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Writes a model as ONNX files. */
@Command(
    name = "export",
    sortOptions = false,
    description =
        "Writes a model as ONNX files, which run without this program. Quantized ones can be"
            + " refused where they summarize worse than allowed.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportCommand implements Runnable {
  private static final double PERCENT = 100;
  private static final double MEGABYTE = 1e6;

  private final Streams streams;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A T5 model, a directory in the Hugging Face layout.")
  private Path model;

  @Option(
      names = {"--out", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "The directory to write; empty or not there yet.")
  private Path output;

  @Option(names = "--replace", description = "Replaces the directory, with all it holds.")
  private boolean replace;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "optimum",
      converter = Format.class,
      description =
          "optimum: encoder and decoders for Hugging Face's Optimum. transformers-js: for"
              + " Transformers.js. single: one file with the whole search. Default:"
              + " ${DEFAULT-VALUE}.")
  private ExportFormat format;

  @Option(
      names = "--quantize",
      paramLabel = "NAME",
      converter = Bits.class,
      description = "Makes the weights smaller: int8 or int4. Default: float32.")
  private @Nullable Quantization quantization;

  @ArgGroup(exclusive = false)
  private @Nullable GateOptions gate;

  /** What a quantized model has to pass. */
  static final class GateOptions {
    @Option(
        names = "--gate-data",
        required = true,
        paramLabel = "FILE",
        description = "Summarizes the articles of this data file with the model in float32 too.")
    private String data;

    @Option(
        names = "--max-rouge-drop",
        required = true,
        paramLabel = "X",
        description =
            "By how many points, of 100, ROUGE-Lsum may be less; otherwise nothing is written.")
    private double maxDrop;

    @Option(
        names = "--article-field",
        paramLabel = "F",
        defaultValue = Dataset.DEFAULT_ARTICLE_FIELD,
        description = "The field that holds the article. Default: ${DEFAULT-VALUE}.")
    private String articleField;

    @Option(
        names = "--summary-field",
        paramLabel = "F",
        defaultValue = Dataset.DEFAULT_SUMMARY_FIELD,
        description = "The field that holds the summary. Default: ${DEFAULT-VALUE}.")
    private String summaryField;

    Dataset open() {
      return DataFiles.matching(data).articleField(articleField).summaryField(summaryField).open();
    }
  }

  /** {@code transformers-js} for {@link ExportFormat#TRANSFORMERS_JS}. */
  static final class Format implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String name) {
      return switch (name) {
        case "optimum" -> ExportFormat.OPTIMUM;
        case "transformers-js" -> ExportFormat.TRANSFORMERS_JS;
        case "single" -> ExportFormat.SINGLE;
        default ->
            throw new TypeConversionException(
                "expected optimum, transformers-js or single, got '" + name + "'");
      };
    }
  }

  /** {@code int8} for {@link Quantization#INT8}. */
  static final class Bits implements ITypeConverter<Quantization> {
    @Override
    public Quantization convert(String name) {
      return switch (name) {
        case "int8" -> Quantization.INT8;
        case "int4" -> Quantization.INT4;
        default -> throw new TypeConversionException("expected int8 or int4, got '" + name + "'");
      };
    }
  }

  ExportCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Export export = Summarizer.export(model).format(format).replacing(replace);
    if (quantization != null) {
      export = export.quantize(quantization);
    }
    if (gate != null) {
      export = export.gate(gate.open(), gate.maxDrop / PERCENT);
    }
    print(export.write(output));
  }

  private void print(ExportReport report) {
    streams.print(
        String.format(
            Locale.ROOT,
            "%s: %.1f MB of weights%s, written in %.1f s",
            report.directory(),
            report.weightBytes() / MEGABYTE,
            quantization == null
                ? ""
                : String.format(
                    Locale.ROOT, ", %.1f MB in float32", report.fullWeightBytes() / MEGABYTE),
            report.seconds()));
    report.gate().ifPresent(this::print);
  }

  private void print(ExportReport.Gate measured) {
    streams.print(
        String.format(
            Locale.ROOT,
            "%s over %,d articles: %.2f, in float32 %.2f; %.1f s, in float32 %.1f s",
            measured.type(),
            measured.articles(),
            PERCENT * measured.after(),
            PERCENT * measured.before(),
            measured.secondsAfter(),
            measured.secondsBefore()));
  }
}
