package io.summarizer;

import io.summarizer.export.ExportPlan;
import io.summarizer.lifecycle.InUse;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.model.Checkpoint;
import io.summarizer.options.Checks;
import io.summarizer.runtime.ChosenDevice;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.summarize.LoadedModel;
import io.summarizer.summarize.Summaries;
import io.summarizer.summarize.SummaryStream;
import io.summarizer.summarize.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A T5 model that summarizes texts; also the door to fine-tuning one.
 *
 * <pre>{@code
 * try (Summarizer summarizer = Summarizer.load(model)) {
 *   Summary summary = summarizer.summarize(article);
 *   GenerationOptions beams = summarizer.generation().toBuilder().beams(4).build();
 *   Summary better = summarizer.summarize(article, beams);
 * }
 * }</pre>
 *
 * <p>Calls without options use {@link #generation}. An article longer than the model takes is
 * truncated or, if the loader was told so, summarized in {@linkplain LongDocuments parts}; each
 * summary says which. An empty or blank text has an empty summary, and the model is not asked.
 * Summaries of a text do not depend on what is summarized beside it, but for the rounding of sums.
 *
 * <p>A summarizer is safe for use by any number of threads, virtual ones too; at any time at most
 * 16 searches, or two to a processor if that is more, are under way, and others wait for them. It
 * holds native memory until it is closed; that of a forgotten one goes with the garbage, with a
 * warning in the log.
 *
 * <p>Every method throws {@link IllegalStateException} when it is closed, {@link
 * NullPointerException} for a text that is null, {@link IllegalArgumentException} for options that
 * the model cannot follow, and {@link SummarizationInterruptedException} when its thread is
 * interrupted; the thread's interrupt status stays set.
 */
public final class Summarizer implements AutoCloseable {
  /** How many articles are summarized together at most by default. */
  public static final int DEFAULT_BATCH_SIZE = 32;

  /** How many tokens articles summarized together have at most by default, padding included. */
  public static final int DEFAULT_BATCH_TOKENS = 4096;

  private final LoadedModel model;
  private final Summaries summaries;
  private final InUse inUse = new InUse("the summarizer is closed; load the model again");

  private Summarizer(LoadedModel model, Summaries summaries) {
    this.model = model;
    this.summaries = summaries;
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
    return new Loader(model);
  }

  /**
   * The options of calls without any: the model's own, as {@link Loader#generation} changed them.
   */
  public GenerationOptions generation() {
    return model.generation();
  }

  /** Summarizes one text. */
  public Summary summarize(String text) {
    return summarize(text, generation());
  }

  /** Summarizes one text with options; if they ask for several summaries, this is the best. */
  public Summary summarize(String text, GenerationOptions options) {
    Texts.notNull(text);
    return inUse.use(() -> summaries.of(text, Texts.one(options)));
  }

  /**
   * Summarizes one text and shows the summary while it is generated: the same one as without. With
   * beams, and if it is put together of summaries of parts, nothing is sure before the end, and the
   * text comes in one piece.
   *
   * @param listener is called by this thread; what it throws ends the call
   */
  public Summary summarize(String text, GenerationOptions options, SummaryListener listener) {
    Texts.notNull(text);
    return inUse.use(() -> summaries.of(text, Texts.one(options), listener));
  }

  /** Summarizes several texts, those of similar length together; the order stays. */
  public List<Summary> summarize(List<String> texts) {
    return summarize(texts, generation());
  }

  /** Summarizes several texts with options; of several summaries of a text this is the best. */
  public List<Summary> summarize(List<String> texts, GenerationOptions options) {
    return summaries(texts, Texts.one(options)).stream().map(all -> all.get(0)).toList();
  }

  /**
   * Summarizes texts as their summaries are asked for: some hundred are held at a time, of which
   * those of similar length are summarized together; the order stays. Closing the stream closes
   * that of the texts; one that is given up needs no closing otherwise. It ends with what {@link
   * #summarize(List)} throws, so when the summarizer is closed meanwhile.
   */
  public Stream<Summary> summarize(Stream<String> texts) {
    return summarize(texts, generation());
  }

  /** Summarizes texts with options as they are asked for, see {@link #summarize(Stream)}. */
  public Stream<Summary> summarize(Stream<String> texts, GenerationOptions options) {
    return SummaryStream.of(texts, some -> summarize(some, options));
  }

  /**
   * Summarizes one text in several ways, see {@link GenerationOptions.Builder#returnedSummaries}.
   *
   * @return the summaries, with beams the best first; one if the text is blank, and fewer than
   *     asked for if the options forbid all others
   */
  public List<Summary> summaries(String text, GenerationOptions options) {
    return summaries(List.of(Texts.notNull(text)), options).get(0);
  }

  /** Summarizes each text in several ways, see {@link #summaries(String, GenerationOptions)}. */
  public List<List<Summary>> summaries(List<String> texts, GenerationOptions options) {
    Texts.notNull(texts);
    return inUse.use(() -> summaries.of(texts, options));
  }

  /**
   * Frees the native memory, after the calls that are under way; no other begins. Closing again has
   * no effect.
   *
   * @throws IllegalStateException if the listener of a call that is under way calls it
   */
  @Override
  public void close() {
    if (inUse.isByThisThread()) {
      throw new IllegalStateException(
          "the summarizer cannot be closed by the listener of a call; close it after the call");
    }
    summaries.hurry();
    inUse.close(model::close);
  }

  /** How a model is loaded; immutable: every setter returns a loader with the option changed. */
  public static final class Loader implements Cloneable {
    private final Path model;
    private @Nullable String prefix;
    private @Nullable Integer maxSourceLength;
    private UnaryOperator<GenerationOptions.Builder> generation = UnaryOperator.identity();
    private LongDocuments longDocuments = LongDocuments.TRUNCATE;
    private int batchSize = DEFAULT_BATCH_SIZE;
    private int batchTokens = DEFAULT_BATCH_TOKENS;
    private Duration mergeWindow = Duration.ZERO;
    private int threads = Runtime.getRuntime().availableProcessors();
    private Device device = Device.auto();
    private Precision precision = Precision.FLOAT32;

    private Loader(Path model) {
      this.model = model;
    }

    /** What stands before every article. Default: what the model was trained with. */
    public Loader prefix(String prefix) {
      return with(loader -> loader.prefix = prefix);
    }

    /**
     * Tokens of an article, with prefix and end token, beyond which it is too long, 2 or more.
     * Default: what the model was trained with, else 512.
     */
    public Loader maxSourceLength(int maxSourceLength) {
      Checks.atLeast("maxSourceLength", 2, maxSourceLength);
      return with(loader -> loader.maxSourceLength = maxSourceLength);
    }

    /**
     * The options of calls without any. Default: the model's own, of generation_config.json or
     * config.json's {@code task_specific_params}.
     */
    public Loader generation(GenerationOptions generation) {
      return generation(own -> generation.toBuilder());
    }

    /**
     * Changes the model's own options for calls without any, for example {@code own ->
     * own.beams(4)}.
     */
    public Loader generation(UnaryOperator<GenerationOptions.Builder> change) {
      return with(loader -> loader.generation = change);
    }

    /** What happens to articles that are too long. Default: {@link LongDocuments#TRUNCATE}. */
    public Loader longDocuments(LongDocuments longDocuments) {
      return with(loader -> loader.longDocuments = longDocuments);
    }

    /** Articles summarized together at most, 1 or more. Default: {@value #DEFAULT_BATCH_SIZE}. */
    public Loader batchSize(int batchSize) {
      Checks.atLeast("batchSize", 1, batchSize);
      return with(loader -> loader.batchSize = batchSize);
    }

    /**
     * Tokens that articles summarized together have at most, padding included, 1 or more; a longer
     * article goes alone. Default: {@value #DEFAULT_BATCH_TOKENS}, eight articles of 512.
     */
    public Loader batchTokens(int batchTokens) {
      Checks.atLeast("batchTokens", 1, batchTokens);
      return with(loader -> loader.batchTokens = batchTokens);
    }

    /**
     * How long a call for one text waits for calls of other threads with equal options, so that
     * they are generated together, {@link #batchSize} at most. Default: 0, not at all.
     */
    public Loader mergeWindow(Duration mergeWindow) {
      if (mergeWindow.isNegative()) {
        throw Checks.invalid("mergeWindow", "a duration of 0 or more", mergeWindow);
      }
      return with(loader -> loader.mergeWindow = mergeWindow);
    }

    /** Threads that share the work of one operator, 1 or more. Default: all processors. */
    public Loader threads(int threads) {
      Checks.atLeast("threads", 1, threads);
      return with(loader -> loader.threads = threads);
    }

    /** Where the model runs. Default: {@link Device#auto()}. */
    public Loader device(Device device) {
      return with(loader -> loader.device = device);
    }

    /**
     * In what matrix products are computed. Default: {@link Precision#FLOAT32}, whose summaries are
     * the same on every device; in 16 bits a GPU is faster, and a summary may have another word
     * where two were nearly as likely.
     */
    public Loader precision(Precision precision) {
      return with(loader -> loader.precision = precision);
    }

    /**
     * Loads the model, see {@link Summarizer#load}.
     *
     * @throws DeviceException if the device that was asked for cannot be used, or cannot compute in
     *     the precision
     * @throws IllegalArgumentException if the options for calls without any do not go together
     * @throws SummarizationInterruptedException if the thread is interrupted while it reads
     */
    public Summarizer load() {
      ChosenDevice chosen = ChosenDevice.of(device);
      try {
        return load(chosen);
      } catch (RuntimeException e) {
        throw Interrupts.isCauseOf(e)
            ? new SummarizationInterruptedException("loading a part of the model", e)
            : e;
      }
    }

    private Summarizer load(ChosenDevice chosen) {
      try (Checkpoint checkpoint = Checkpoint.open(model)) {
        LoadedModel loaded =
            LoadedModel.of(
                checkpoint,
                new LoadedModel.Changes(prefix, maxSourceLength, generation),
                new LoadedModel.Limits(batchSize, batchTokens),
                precision,
                new SessionOptions(threads, null, chosen));
        return new Summarizer(loaded, new Summaries(loaded, longDocuments, mergeWindow));
      }
    }

    private Loader with(Consumer<Loader> change) {
      try {
        Loader copy = (Loader) clone();
        change.accept(copy);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
