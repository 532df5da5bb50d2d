package io.summarizer;

import io.summarizer.options.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How summaries are searched for: greedily (the default), with beams, or by sampling. Immutable.
 *
 * <p>Every option means what it means in Hugging Face's {@code generate()}, but for names and for
 * lengths: they count generated tokens only, the end token included and the decoder's start token
 * not, and there is no silent limit of 20. With equal options the summaries are equal, except that
 * sampling draws other random numbers.
 */
public final class GenerationOptions {
  /** The most tokens that a summary can be allowed. */
  public static final int MOST_NEW_TOKENS = 1 << 16;

  /**
   * The longest sequence of tokens whose repetition can be prevented: the search has a step for
   * each.
   */
  public static final int MOST_NO_REPEAT_NGRAM = 128;

  /** The most beams, and the most summaries of an article. */
  public static final int MOST_SUMMARIES = 1 << 10;

  /** The default limit of a summary's tokens. */
  public static final int DEFAULT_MAX_NEW_TOKENS = 128;

  /** The default number of likeliest tokens that sampling chooses among. */
  public static final int DEFAULT_TOP_K = 50;

  /** The default seed of sampling. */
  public static final long DEFAULT_SEED = 42;

  /** When a search with beams ends, besides at the limit of tokens. */
  public enum EarlyStopping {
    /** As soon as there are as many finished summaries as beams. Hugging Face's {@code true}. */
    WHEN_ENOUGH,
    /**
     * When there are enough, and the best unfinished one would lose if it ended now. Hugging Face's
     * {@code false}, and the default.
     */
    HEURISTIC,
    /**
     * When there are enough, and no unfinished one could win at any length up to the limit. Hugging
     * Face's {@code "never"}.
     */
    NEVER
  }

  private final Builder options;

  private GenerationOptions(Builder options) {
    this.options = options;
  }

  /** The defaults: greedy search, at most {@value #DEFAULT_MAX_NEW_TOKENS} tokens. */
  public static GenerationOptions defaults() {
    return builder().build();
  }

  /** Begins to describe options. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return options;
  }

  /** How many beginnings of each summary are followed at once; 1 is greedy search. */
  public int beams() {
    return options.beams;
  }

  /** How many summaries of each article are returned, the best first. */
  public int returnedSummaries() {
    return options.returnedSummaries;
  }

  /** The power of a summary's length by which the sum of its log-probabilities is divided. */
  public double lengthPenalty() {
    return options.lengthPenalty;
  }

  /** When a search with beams ends. */
  public EarlyStopping earlyStopping() {
    return options.earlyStopping;
  }

  /** The tokens before which a summary cannot end. */
  public int minNewTokens() {
    return options.minNewTokens;
  }

  /** The tokens after which a summary is cut off. */
  public int maxNewTokens() {
    return options.maxNewTokens;
  }

  /** The length of token sequences that come at most once in a summary; 0 for any. */
  public int noRepeatNgram() {
    return options.noRepeatNgram;
  }

  /** By what tokens that came before become less likely; 1 for not at all. */
  public double repetitionPenalty() {
    return options.repetitionPenalty;
  }

  /** Words that do not come in a summary. */
  public List<String> forbiddenWords() {
    return options.forbiddenWords;
  }

  /** Sequences of token ids that do not come in a summary. */
  public List<List<Integer>> forbiddenTokens() {
    return options.forbiddenTokens;
  }

  /** The first token of every summary, if it is given. */
  public OptionalInt forcedFirstToken() {
    return options.forcedFirstToken == null
        ? OptionalInt.empty()
        : OptionalInt.of(options.forcedFirstToken);
  }

  /** Whether tokens are drawn at random. */
  public boolean doSample() {
    return options.doSample;
  }

  /** By what the scores are divided before drawing. */
  public double temperature() {
    return options.temperature;
  }

  /** How many of the likeliest tokens can be drawn; 0 for all. */
  public int topK() {
    return options.topK;
  }

  /** The share of probability that the tokens which can be drawn have together. */
  public double topP() {
    return options.topP;
  }

  /** The least probability of a token that can be drawn, as a share of the likeliest one's. */
  public double minP() {
    return options.minP;
  }

  /** The seed of sampling. */
  public long seed() {
    return options.seed;
  }

  private List<@Nullable Object> values() {
    return options.values();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GenerationOptions that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "GenerationOptions" + values();
  }

  /**
   * The options of a generation; immutable: every setter returns a builder with the option changed,
   * and checks its value at once.
   */
  public static final class Builder implements Cloneable {
    private int beams = 1;
    private int returnedSummaries = 1;
    private double lengthPenalty = 1;
    private EarlyStopping earlyStopping = EarlyStopping.HEURISTIC;
    private int minNewTokens;
    private int maxNewTokens = DEFAULT_MAX_NEW_TOKENS;
    private int noRepeatNgram;
    private double repetitionPenalty = 1;
    private List<String> forbiddenWords = List.of();
    private List<List<Integer>> forbiddenTokens = List.of();
    private @Nullable Integer forcedFirstToken;
    private boolean doSample;
    private double temperature = 1;
    private int topK = DEFAULT_TOP_K;
    private double topP = 1;
    private double minP;
    private long seed = DEFAULT_SEED;

    private Builder() {}

    /**
     * Beginnings of each summary that are followed at once, 1 to {@value #MOST_SUMMARIES}. Default:
     * 1, greedy.
     */
    public Builder beams(int beams) {
      Checks.between("beams", 1, MOST_SUMMARIES, beams);
      return with(b -> b.beams = beams);
    }

    /**
     * Summaries returned of each article, 1 to {@value #MOST_SUMMARIES}: at most as many as beams,
     * or any number of samples. Default: 1.
     */
    public Builder returnedSummaries(int returnedSummaries) {
      Checks.between("returnedSummaries", 1, MOST_SUMMARIES, returnedSummaries);
      return with(b -> b.returnedSummaries = returnedSummaries);
    }

    /**
     * The power of a summary's length by which the sum of its log-probabilities is divided.
     * Default: 1. Larger values favour longer summaries, negative ones shorter summaries.
     */
    public Builder lengthPenalty(double lengthPenalty) {
      Checks.finite("lengthPenalty", lengthPenalty);
      return with(b -> b.lengthPenalty = lengthPenalty);
    }

    /** When a search with beams ends. Default: {@link EarlyStopping#HEURISTIC}. */
    public Builder earlyStopping(EarlyStopping earlyStopping) {
      return with(b -> b.earlyStopping = earlyStopping);
    }

    /**
     * Tokens before which a summary cannot end, its end token not counted, 0 or more. Default: 0.
     */
    public Builder minNewTokens(int minNewTokens) {
      Checks.atLeast("minNewTokens", 0, minNewTokens);
      return with(b -> b.minNewTokens = minNewTokens);
    }

    /**
     * Tokens after which a summary is cut off, its end token counted, 1 to {@value
     * #MOST_NEW_TOKENS}. Default: {@value #DEFAULT_MAX_NEW_TOKENS}.
     */
    public Builder maxNewTokens(int maxNewTokens) {
      Checks.between("maxNewTokens", 1, MOST_NEW_TOKENS, maxNewTokens);
      return with(b -> b.maxNewTokens = maxNewTokens);
    }

    /**
     * The length of token sequences that come at most once in a summary, up to {@value
     * #MOST_NO_REPEAT_NGRAM}; 0 for any. Default: 0.
     */
    public Builder noRepeatNgram(int noRepeatNgram) {
      Checks.between("noRepeatNgram", 0, MOST_NO_REPEAT_NGRAM, noRepeatNgram);
      return with(b -> b.noRepeatNgram = noRepeatNgram);
    }

    /**
     * By what the score of a token that came before is divided if it is positive and multiplied if
     * it is negative, above 0; above 1 for fewer repetitions. Default: 1.
     *
     * @see <a href="https://arxiv.org/abs/1909.05858">Keskar et al., CTRL, section 4.1</a>
     */
    public Builder repetitionPenalty(double repetitionPenalty) {
      Checks.positive("repetitionPenalty", repetitionPenalty);
      return with(b -> b.repetitionPenalty = repetitionPenalty);
    }

    /**
     * Words that do not come in a summary: the tokens that the tokenizer makes of each do not
     * follow one another. Upper and lower case differ, as do a word and its plural. Default: none.
     */
    public Builder forbiddenWords(List<String> forbiddenWords) {
      for (String word : forbiddenWords) {
        if (word.isBlank()) {
          throw Checks.invalid("forbiddenWords", "words", "\"" + word + "\"");
        }
      }
      List<String> copy = List.copyOf(forbiddenWords);
      return with(b -> b.forbiddenWords = copy);
    }

    /** Sequences of token ids that do not come in a summary. Default: none. */
    public Builder forbiddenTokens(List<? extends List<Integer>> forbiddenTokens) {
      for (List<Integer> sequence : forbiddenTokens) {
        if (sequence.isEmpty() || sequence.stream().anyMatch(id -> id < 0)) {
          throw Checks.invalid(
              "forbiddenTokens", "sequences of one or more token ids of 0 or more", sequence);
        }
      }
      List<List<Integer>> copy = forbiddenTokens.stream().<List<Integer>>map(List::copyOf).toList();
      return with(b -> b.forbiddenTokens = copy);
    }

    /** The id of the first token of every summary, 0 or more. Default: the model's choice. */
    public Builder forcedFirstToken(int forcedFirstToken) {
      Checks.atLeast("forcedFirstToken", 0, forcedFirstToken);
      return with(b -> b.forcedFirstToken = forcedFirstToken);
    }

    /** Whether tokens are drawn at random by their probabilities. Default: false. */
    public Builder doSample(boolean doSample) {
      return with(b -> b.doSample = doSample);
    }

    /** By what the scores are divided before drawing, above 0. Default: 1. */
    public Builder temperature(double temperature) {
      Checks.positive("temperature", temperature);
      return with(b -> b.temperature = temperature);
    }

    /**
     * How many of the likeliest tokens can be drawn, 0 for all. Default: {@value #DEFAULT_TOP_K}.
     * Of equally likely tokens those with smaller ids come first.
     */
    public Builder topK(int topK) {
      Checks.atLeast("topK", 0, topK);
      return with(b -> b.topK = topK);
    }

    /**
     * The probability that the tokens which can be drawn have together at least, above 0 to 1: the
     * fewest likeliest ones. Default: 1, all.
     *
     * @see <a href="https://arxiv.org/abs/1904.09751">Holtzman et al., The Curious Case of Neural
     *     Text Degeneration, section 3.1</a>
     */
    public Builder topP(double topP) {
      if (!(topP > 0 && topP <= 1)) {
        throw Checks.invalid("topP", "a number above 0 to 1", topP);
      }
      return with(b -> b.topP = topP);
    }

    /**
     * The least probability of a token that can be drawn, as a share of the likeliest one's, 0 to
     * 1. Default: 0, all.
     *
     * @see <a href="https://arxiv.org/abs/2407.01082">Nguyen et al., Min-p Sampling</a>
     */
    public Builder minP(double minP) {
      if (!(minP >= 0 && minP <= 1)) {
        throw Checks.invalid("minP", "a number from 0 to 1", minP);
      }
      return with(b -> b.minP = minP);
    }

    /**
     * The seed of sampling; any number. Default: {@value #DEFAULT_SEED}. The same seed draws the
     * same summaries of an article, whatever is summarized beside it.
     */
    public Builder seed(long seed) {
      return with(b -> b.seed = seed);
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    public GenerationOptions build() {
      if (minNewTokens > maxNewTokens) {
        throw Checks.invalid("minNewTokens", "at most maxNewTokens, " + maxNewTokens, minNewTokens);
      }
      if (doSample && beams > 1) {
        throw Checks.invalid("doSample", "false with beams, of which there are " + beams, true);
      }
      if (!doSample && returnedSummaries > beams) {
        throw Checks.invalid(
            "returnedSummaries", "at most beams, " + beams + ", or doSample", returnedSummaries);
      }
      return new GenerationOptions(this);
    }

    private List<@Nullable Object> values() {
      return Arrays.asList(
          beams,
          returnedSummaries,
          lengthPenalty,
          earlyStopping,
          minNewTokens,
          maxNewTokens,
          noRepeatNgram,
          repetitionPenalty,
          forbiddenWords,
          forbiddenTokens,
          forcedFirstToken,
          doSample,
          temperature,
          topK,
          topP,
          minP,
          seed);
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
