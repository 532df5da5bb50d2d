package io.summarizer.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Hugging Face Hub and the local cache of what was downloaded from it.
 *
 * <pre>{@code
 * Hub hub = Hub.fromEnvironment();
 * Path tokenizer = hub.model("google-t5/t5-small").file("tokenizer.json");
 * HubSnapshot news = hub.dataset("abisee/cnn_dailymail").files("3.0.0/train-*.parquet");
 * }</pre>
 *
 * <p>The cache has the layout of Python's {@code huggingface_hub}. A hub is immutable; threads and
 * processes may share a cache: each file is downloaded by one of them. (Java and Python do not see
 * each other's locks on every system; both may then download the same file, and the cache stays
 * whole.)
 */
public final class Hub {
  /** The endpoint where HF_ENDPOINT does not name another. */
  public static final String DEFAULT_ENDPOINT = "https://huggingface.co";

  /** The longest wait for a connection, an answer, or more bytes. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final List<GlobPattern> MODEL =
      GlobPattern.of(List.of("config.json", "tokenizer.json", "model*.safetensors"));
  private static final List<GlobPattern> MODEL_EXTRAS =
      GlobPattern.of(
          List.of(
              "model.safetensors.index.json",
              "generation_config.json",
              "summarizer.json",
              "tokenizer_config.json",
              "special_tokens_map.json",
              "added_tokens.json",
              "spiece.model"));

  private final HubSettings settings;
  private final HubHttp http;

  private Hub(HubSettings settings) {
    this.settings = settings;
    this.http = new HubHttp(settings);
  }

  /** The hub that the environment variables describe, see {@link #builder()}. */
  public static Hub fromEnvironment() {
    return builder().build();
  }

  /**
   * Begins with what the environment variables say, read as {@code huggingface_hub} reads them:
   * HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME, XDG_CACHE_HOME; HF_TOKEN, HF_TOKEN_PATH;
   * HF_ENDPOINT; HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE; HF_HUB_DISABLE_SYMLINKS,
   * HF_HUB_DISABLE_IMPLICIT_TOKEN.
   *
   * @throws IllegalArgumentException if one of them has a value that cannot be meant
   * @throws HubException if the file with the token cannot be read
   */
  public static Builder builder() {
    return builder(System.getenv());
  }

  /** As {@link #builder()}, with these variables instead of the process's. */
  public static Builder builder(Map<String, String> environment) {
    return new Builder(new HubEnvironment(environment));
  }

  /**
   * A model; nothing is read yet.
   *
   * @param id {@code owner/name} or {@code name}, as in {@code google-t5/t5-small}
   * @throws IllegalArgumentException if it is not an id
   */
  public HubRepository model(String id) {
    return repository(RepositoryId.model(id));
  }

  /**
   * A data set; nothing is read yet.
   *
   * @param id {@code owner/name} or {@code name}, as in {@code abisee/cnn_dailymail}
   * @throws IllegalArgumentException if it is not an id
   */
  public HubRepository dataset(String id) {
    return repository(RepositoryId.dataset(id));
  }

  private HubRepository repository(RepositoryId id) {
    return new HubRepository(settings, http, id, Revision.MAIN);
  }

  /**
   * The directory of a model that is either local or on the hub.
   *
   * @param directoryOrId a directory that exists; or else {@code owner/name}, or {@code
   *     owner/name@revision}, whose configuration, tokenizer and safetensors weights are downloaded
   *     unless the cache has them
   * @throws IllegalArgumentException if it is neither
   * @throws HubException if the model cannot be had
   */
  public Path modelDirectory(String directoryOrId) {
    if (isDirectory(directoryOrId)) {
      return Path.of(directoryOrId);
    }
    String[] parts = directoryOrId.split("@", 2);
    if (!RepositoryId.isValid(parts[0])) {
      throw new IllegalArgumentException(
          directoryOrId
              + ": expected a directory that exists or the id of a model on the hub, as in"
              + " google-t5/t5-small");
    }
    HubRepository model = model(parts[0]);
    try {
      return modelFiles(parts.length == 2 ? model.revision(parts[1]) : model).directory();
    } catch (HubException e) {
      throw new HubException(
          e.reason(), e.getMessage() + ". (There is no local directory of this name.)", e);
    }
  }

  /** The files of a model that this library reads: configuration, tokenizer, weights. */
  public HubSnapshot modelFiles(HubRepository model) {
    return model.files(MODEL, MODEL_EXTRAS);
  }

  private static boolean isDirectory(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Where the cache is. */
  public Path cacheDirectory() {
    return settings.cacheDirectory();
  }

  /** The address of the hub. */
  public URI endpoint() {
    return settings.endpoint();
  }

  /** Whether the hub must not be asked, so that only the cache is read. */
  public boolean isOffline() {
    return settings.offline();
  }

  /**
   * Asks the hub for any answer, once, whatever {@link #isOffline} says.
   *
   * @throws HubException if there is none
   */
  public void ping() {
    try {
      http.head(settings.endpoint()).body().close();
    } catch (IOException e) {
      throw HubErrors.noAnswer("hub", settings.endpoint(), e);
    } catch (InterruptedException e) {
      throw StorageErrors.interrupted(e);
    }
  }

  /** How a hub is reached; immutable: every setter returns a builder with the option changed. */
  public static final class Builder implements Cloneable {
    private Path cacheDirectory;
    private URI endpoint;
    private @Nullable AccessToken token;
    private boolean offline;
    private final boolean symbolicLinks;
    private Duration timeout = DEFAULT_TIMEOUT;
    private HubListener listener = (file, bytes, total) -> {};
    private Sleeper sleeper = Sleeper.REAL;

    private Builder(HubEnvironment environment) {
      cacheDirectory = environment.cacheDirectory();
      endpoint =
          HubSettings.endpoint("HF_ENDPOINT", environment.endpoint().orElse(DEFAULT_ENDPOINT));
      token = environment.token();
      offline = environment.offline();
      symbolicLinks = environment.symbolicLinks();
    }

    /** Where downloads are kept; it is made if it is missing. */
    public Builder cacheDirectory(Path cacheDirectory) {
      return with(b -> b.cacheDirectory = cacheDirectory);
    }

    /** The address of the hub, an http or https URL; for a mirror. */
    public Builder endpoint(String endpoint) {
      URI checked = HubSettings.endpoint("endpoint", endpoint);
      return with(b -> b.endpoint = checked);
    }

    /** The user's token; it is sent to the endpoint only, never where that redirects to. */
    public Builder token(String token) {
      AccessToken checked = new AccessToken("token", token);
      return with(b -> b.token = checked);
    }

    /** Whether the hub must not be asked, so that only the cache is read. */
    public Builder offline(boolean offline) {
      return with(b -> b.offline = offline);
    }

    /** The longest wait for a connection, an answer, or more bytes. Default: 30 seconds. */
    public Builder timeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout: expected a duration above 0, got " + timeout);
      }
      return with(b -> b.timeout = timeout);
    }

    /** Who follows the downloads. Default: nobody. */
    public Builder listener(HubListener listener) {
      return with(b -> b.listener = listener);
    }

    /** How waiting is done before something is tried again; for tests. */
    Builder sleeper(Sleeper sleeper) {
      return with(b -> b.sleeper = sleeper);
    }

    /** The hub. Nothing is read or written yet. */
    public Hub build() {
      return new Hub(
          new HubSettings(
              cacheDirectory.toAbsolutePath().normalize(),
              endpoint,
              token,
              offline,
              symbolicLinks,
              timeout,
              listener,
              sleeper));
    }

    private Builder with(Consumer<Builder> change) {
      try {
        Builder copy = (Builder) clone();
        change.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
