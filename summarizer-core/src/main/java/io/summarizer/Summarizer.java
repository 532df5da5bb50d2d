package io.summarizer;

import io.summarizer.export.ExportPlan;
import io.summarizer.generate.Generator;
import io.summarizer.generate.SummarizationSettings;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.T5Config;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.options.Checks;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.text.TokenIds;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A T5 model that summarizes texts; also the door to fine-tuning one.
 *
 * <p>It holds native memory until it is closed. It may be shared between threads.
 */
public final class Summarizer implements AutoCloseable {
  private final T5Config config;
  private final Tokenizer tokenizer;
  private final ParameterBlocks parameters;
  private final Generator generator;
  private final int maxNewTokens;
  private final int batchSize;
  // Held for reading by every call: closing waits, since native memory must not go under one.
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private boolean closed;

  private Summarizer(
      T5Config config,
      Tokenizer tokenizer,
      ParameterBlocks parameters,
      Generator generator,
      int maxNewTokens,
      int batchSize) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.parameters = parameters;
    this.generator = generator;
    this.maxNewTokens = maxNewTokens;
    this.batchSize = batchSize;
  }

  /**
   * Begins to describe a fine-tuning run.
   *
   * @param model the directory of a T5 model in the Hugging Face layout
   */
  public static FineTuning.Builder fineTune(Path model) {
    return new FineTuning.Builder(model);
  }

  /**
   * Begins to describe how a model is written as ONNX files.
   *
   * @param model the directory of a T5 model in the Hugging Face layout
   */
  public static Export export(Path model) {
    return new Export(ExportPlan.of(model));
  }

  /**
   * Loads a model with the settings that it was trained with.
   *
   * @param model the directory of a T5 model in the Hugging Face layout
   * @throws CheckpointException if it is not a whole T5 model
   * @throws io.summarizer.text.TokenizerException if its tokenizer cannot be used
   */
  public static Summarizer load(Path model) {
    return loader(model).load();
  }

  /** Begins to describe how a model is to be loaded. */
  public static Loader loader(Path model) {
    return new Loader(
        model, null, null, null, 8, Runtime.getRuntime().availableProcessors(), Device.auto());
  }

  /** Summarizes one text. */
  public Summary summarize(String article) {
    return summarize(List.of(article)).get(0);
  }

  /** Summarizes several texts, those of similar length together; the order stays. */
  public List<Summary> summarize(List<String> articles) {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the summarizer is closed; load the model again");
      }
      List<TokenIds> sources = articles.stream().map(tokenizer::source).toList();
      List<int[]> generated =
          generator.generate(
              parameters, sources.stream().map(TokenIds::ids).toList(), batchSize, maxNewTokens);
      List<Summary> summaries = new ArrayList<>();
      for (int i = 0; i < generated.size(); i++) {
        summaries.add(summary(sources.get(i), generated.get(i)));
      }
      return summaries;
    } finally {
      inUse.readLock().unlock();
    }
  }

  private Summary summary(TokenIds source, int[] ids) {
    return new Summary(
        tokenizer.decode(ids),
        Arrays.stream(ids).boxed().toList(),
        source.fullLength(),
        source.ids().length,
        ids.length > 0 && ids[ids.length - 1] == config.eosTokenId());
  }

  /** Frees the native memory, after the calls that are under way. */
  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        generator.close();
        parameters.close();
        tokenizer.close();
      }
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /** How a model is loaded; immutable: every setter returns a loader with the option changed. */
  public static final class Loader {
    private final Path model;
    private final @Nullable String prefix;
    private final @Nullable Integer maxSourceLength;
    private final @Nullable Integer maxNewTokens;
    private final int batchSize;
    private final int threads;
    private final Device device;

    private Loader(
        Path model,
        @Nullable String prefix,
        @Nullable Integer maxSourceLength,
        @Nullable Integer maxNewTokens,
        int batchSize,
        int threads,
        Device device) {
      this.model = model;
      this.prefix = prefix;
      this.maxSourceLength = maxSourceLength;
      this.maxNewTokens = maxNewTokens;
      this.batchSize = batchSize;
      this.threads = threads;
      this.device = device;
    }

    /** What stands before every article. Default: what the model was trained with. */
    public Loader prefix(String prefix) {
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /**
     * Tokens of an article, with prefix and end token, beyond which it is cut, 2 or more. Default:
     * what the model was trained with, else 512.
     */
    public Loader maxSourceLength(int maxSourceLength) {
      Checks.atLeast("maxSourceLength", 2, maxSourceLength);
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /**
     * Tokens of a summary, with the end token, 1 or more. Default: what the model was trained with,
     * else 128.
     */
    public Loader maxNewTokens(int maxNewTokens) {
      Checks.atLeast("maxNewTokens", 1, maxNewTokens);
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /** Articles summarized together, 1 or more. Default: 8. */
    public Loader batchSize(int batchSize) {
      Checks.atLeast("batchSize", 1, batchSize);
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /** Threads that share the work of one operator, 1 or more. Default: all processors. */
    public Loader threads(int threads) {
      Checks.atLeast("threads", 1, threads);
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /** Where the model runs. Default: {@link Device#auto()}. */
    public Loader device(Device device) {
      return new Loader(model, prefix, maxSourceLength, maxNewTokens, batchSize, threads, device);
    }

    /**
     * Loads the model, see {@link Summarizer#load}.
     *
     * @throws DeviceException if the device that was asked for cannot be used
     */
    public Summarizer load() {
      ChosenDevice chosen = ChosenDevice.of(device);
      try (Checkpoint checkpoint = Checkpoint.open(model)) {
        SummarizationSettings own = SummarizationSettings.of(checkpoint);
        SummarizationSettings settings =
            new SummarizationSettings(
                prefix == null ? own.prefix() : prefix,
                maxSourceLength == null ? own.maxSourceLength() : maxSourceLength,
                maxNewTokens == null ? own.maxNewTokens() : maxNewTokens);
        Tokenizer tokenizer = settings.tokenizer(checkpoint);
        try {
          return withWeights(checkpoint, tokenizer, settings.maxNewTokens(), chosen);
        } catch (RuntimeException e) {
          tokenizer.close();
          throw e;
        }
      }
    }

    private Summarizer withWeights(
        Checkpoint checkpoint, Tokenizer tokenizer, int newTokens, ChosenDevice chosen) {
      ParameterBlocks parameters =
          new ParameterBlocks(ParameterLayout.of(checkpoint.parameters(), 1));
      parameters.read(checkpoint);
      Generator generator =
          new Generator(checkpoint.config(), parameters, new SessionOptions(threads, null, chosen));
      return new Summarizer(
          checkpoint.config(), tokenizer, parameters, generator, newTokens, batchSize);
    }
  }
}
