package io.summarizer.examples;

import io.summarizer.hub.Hub;
import io.summarizer.hub.HubRepository;
import io.summarizer.hub.HubSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Downloads a model or a data set from the Hugging Face Hub. */
@Command(
    name = "download",
    sortOptions = false,
    description = {
      "Downloads a model or a data set from the Hugging Face Hub, into the cache that Python's"
          + " huggingface_hub uses too, and prints the directory.",
      "The variables HF_HOME, HF_HUB_CACHE, HF_TOKEN, HF_ENDPOINT and HF_HUB_OFFLINE mean what they"
          + " mean there."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DownloadCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Streams streams;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Repository repository;

  @Option(
      names = "--revision",
      paramLabel = "R",
      defaultValue = "main",
      description = "A branch, a tag or a commit. Default: ${DEFAULT-VALUE}.")
  private String revision;

  @Option(
      names = "--file",
      paramLabel = "GLOB",
      description =
          "A file, or a pattern with * and ? of files; may be repeated. Default: of a model what"
              + " this program reads, of a data set everything.")
  private List<String> files = List.of();

  @Option(names = "--offline", description = "Looks only at what has been downloaded before.")
  private boolean offline;

  @Option(
      names = "--json",
      description = "Writes an object instead: repository, revision, commit, directory, files.")
  private boolean json;

  /** One of the two. */
  static final class Repository {
    @Option(
        names = "--model",
        required = true,
        paramLabel = "ID",
        description = "A model, as in google-t5/t5-small.")
    private @Nullable String model;

    @Option(
        names = "--dataset",
        required = true,
        paramLabel = "ID",
        description = "A data set, as in abisee/cnn_dailymail.")
    private @Nullable String dataset;
  }

  DownloadCommand(Streams streams, Map<String, String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  @Override
  public void run() {
    ProgressLine line = new ProgressLine(streams);
    HubSnapshot snapshot;
    try {
      snapshot = download(line);
    } catch (IllegalArgumentException e) { // what the library refuses is wrong usage here
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } finally {
      line.clear();
    }
    streams.print(json ? json(snapshot) : snapshot.directory().toString());
  }

  private HubSnapshot download(ProgressLine line) {
    Hub.Builder builder = Hub.builder(environment).listener(new DownloadProgress(line));
    Hub hub = (offline ? builder.offline(true) : builder).build();
    HubRepository source =
        (repository.model == null ? hub.dataset(id()) : hub.model(id())).revision(revision);
    line.show("asking for " + source);
    if (!files.isEmpty()) {
      return source.files(files.toArray(String[]::new));
    }
    return repository.model == null ? source.files("*") : hub.modelFiles(source);
  }

  private String id() {
    return String.valueOf(repository.model == null ? repository.dataset : repository.model);
  }

  private String json(HubSnapshot snapshot) {
    ObjectNode object =
        JSON.createObjectNode()
            .put("repository", id())
            .put("revision", revision)
            .put("commit", snapshot.commit())
            .put("directory", snapshot.directory().toString());
    ArrayNode names = object.putArray("files");
    snapshot.files().forEach(names::add);
    return object.toString();
  }
}
