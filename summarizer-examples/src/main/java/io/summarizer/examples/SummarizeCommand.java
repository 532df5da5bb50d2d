package io.summarizer.examples;

import io.summarizer.Summarizer;
import io.summarizer.Summary;
import io.summarizer.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Summarizes a text, or the articles of a file. */
@Command(
    name = "summarize",
    sortOptions = false,
    description = "Summarizes a text, or each article of a file.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SummarizeCommand implements Runnable {
  /** Read and summarized together: those of similar length then share a batch. */
  private static final int CHUNK = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A T5 model, a directory in the Hugging Face layout.")
  private Path model;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "The limit of a summary in tokens. Default: what the model was trained with.")
  private @Nullable Integer maxNewTokens;

  @Option(
      names = "--max-source-length",
      paramLabel = "N",
      description =
          "Tokens of an article, beyond which it is cut. Default: what the model was trained with.")
  private @Nullable Integer maxSourceLength;

  @Option(
      names = "--lines",
      description = "Takes each line of the text as an article; a blank one has a blank summary.")
  private boolean lines;

  @Option(
      names = "--article-field",
      paramLabel = "F",
      defaultValue = Dataset.DEFAULT_ARTICLE_FIELD,
      description = "The field of the file that holds the article. Default: ${DEFAULT-VALUE}.")
  private String articleField;

  @Mixin private DeviceOption device;

  @Option(
      names = "--json",
      description =
          "Writes an object for each article: text, token_ids, input_tokens, used_tokens, ended.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A text in UTF-8, which is one article, or a CSV, TSV or JSON Lines file, told by its"
              + " extension, with one to a row. Default: a text from the standard input.")
  private @Nullable Path file;

  SummarizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Summarizer.Loader loader = checkedLoader();
    try (Stream<String> articles = Articles.open(file, streams.in(), lines, articleField);
        Summarizer summarizer = loader.load()) {
      Iterator<String> rest = articles.iterator();
      List<String> chunk = new ArrayList<>();
      for (long number = 1; rest.hasNext(); number += chunk.size()) {
        chunk.clear();
        while (chunk.size() < CHUNK && rest.hasNext()) {
          chunk.add(rest.next());
        }
        print(number, summarizer.summarize(chunk));
      }
    }
  }

  /** A value that the library refuses is wrong usage here. */
  private Summarizer.Loader checkedLoader() {
    try {
      Summarizer.Loader loader = Summarizer.loader(model).device(device.device());
      Integer limit = maxNewTokens;
      if (limit != null) {
        loader = loader.generation(own -> own.minNewTokens(0).maxNewTokens(limit));
      }
      return maxSourceLength == null ? loader : loader.maxSourceLength(maxSourceLength);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(long firstNumber, List<Summary> summaries) {
    for (int i = 0; i < summaries.size(); i++) {
      Summary summary = summaries.get(i);
      streams.out().println(json ? json(summary) : summary.text().replaceAll("\\R", " "));
      if (summary.truncated()) {
        streams
            .err()
            .printf(
                Locale.ROOT,
                "summarizer: article %d has %d tokens, of which the model saw the first %d;"
                    + " --max-source-length sets the limit%n",
                firstNumber + i,
                summary.inputTokens(),
                summary.usedTokens());
      }
    }
    streams.out().flush();
  }

  private static String json(Summary summary) {
    ObjectNode line = JSON.createObjectNode().put("text", summary.text());
    ArrayNode ids = line.putArray("token_ids");
    summary.tokenIds().forEach(ids::add);
    return line.put("input_tokens", summary.inputTokens())
        .put("used_tokens", summary.usedTokens())
        .put("ended", summary.ended())
        .toString();
  }
}
