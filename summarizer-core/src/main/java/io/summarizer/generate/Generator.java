package io.summarizer.generate;

import io.summarizer.GenerationOptions;
import io.summarizer.SummarizationInterruptedException;
import io.summarizer.model.GenerationConfig;
import io.summarizer.model.T5Config;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Generates token ids from parameters that stay where they are: a training run evaluates with it
 * between steps, without a copy. Safe for use by several threads.
 */
public final class Generator implements AutoCloseable {
  /**
   * How many graphs stay open. They hold no parameters, but options such as the temperature make
   * another graph for each of their values, of which a service may see any number.
   */
  private static final int OPEN_GRAPHS = 16;

  private final T5Config config;
  private final ParameterLayout layout;
  private final Arithmetic arithmetic;
  private final SessionOptions sessionOptions;
  private final RecentlyUsed<SearchSpec, Session> sessions;
  private final RecentlyUsed<SearchSpec, StepSessions> stepSessions;

  /** Prepares generation in float32, see the other constructor. */
  public Generator(T5Config config, ParameterBlocks parameters, SessionOptions options) {
    this(config, parameters, Arithmetic.FLOAT32, options);
  }

  /** Prepares generation with networks whose parameters have the layout of {@code parameters}. */
  public Generator(
      T5Config config, ParameterBlocks parameters, Arithmetic arithmetic, SessionOptions options) {
    this.config = config;
    this.layout = parameters.layout();
    this.arithmetic = arithmetic;
    this.sessionOptions = options;
    this.sessions = new RecentlyUsed<>(OPEN_GRAPHS, this::session, Session::close);
    this.stepSessions = new RecentlyUsed<>(OPEN_GRAPHS, this::stepSessions, StepSessions::close);
    prepare(SearchSpec.of(GenerationOptions.defaults()));
  }

  /** Opens a graph before it is needed, so that an environment that cannot tells it early. */
  private void prepare(SearchSpec spec) {
    try {
      sessions.use(spec, session -> session);
    } catch (InterruptedException e) {
      throw new AssertionError("nothing ran", e);
    }
  }

  private Session session(SearchSpec spec) {
    return Session.open(
        "generation graph",
        SearchGraph.build(config, layout, arithmetic, spec).toModel(),
        sessionOptions);
  }

  private StepSessions stepSessions(SearchSpec spec) {
    return StepSessions.open(SearchGraph.steps(config, layout, arithmetic, spec), sessionOptions);
  }

  /**
   * Generates greedily.
   *
   * @param sources token ids of the articles, each with its end token
   * @param batchSize how many are generated together, 1 or more
   * @param maxNewTokens the limit for each, 1 or more
   * @return for each source the new tokens, with the end token unless the limit came first
   * @throws SummarizationInterruptedException if the thread is interrupted
   */
  public List<int[]> generate(
      ParameterBlocks parameters, List<int[]> sources, int batchSize, int maxNewTokens) {
    GenerationOptions greedy = GenerationOptions.builder().maxNewTokens(maxNewTokens).build();
    return generate(parameters, sources, batchSize, Long.MAX_VALUE, greedy).stream()
        .map(summaries -> summaries.get(0).ids().toArray())
        .toList();
  }

  /**
   * Generates summaries. Those of a source do not depend on what it is generated together with, but
   * for the rounding of sums.
   *
   * @param sources token ids of the articles, each with its end token
   * @param batchSize how many are generated together at most, 1 or more
   * @param batchTokens how many tokens these have at most, padding included; a longer source is
   *     generated for alone
   * @return for each source its summaries, with beams the best first; fewer than asked for only if
   *     the options forbid all others
   * @throws IllegalArgumentException if the options name words, or tokens that the model does not
   *     have
   * @throws SummarizationInterruptedException if the thread is interrupted; the search ends within
   *     about a token
   */
  public List<List<Generated>> generate(
      ParameterBlocks parameters,
      List<int[]> sources,
      int batchSize,
      long batchTokens,
      GenerationOptions options) {
    GenerationConfig.check(options, config);
    SearchSpec spec = SearchSpec.of(options);
    List<List<Generated>> results = new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    int done = 0;
    try {
      for (List<Integer> batch : SourceBatches.of(sources, batchSize, batchTokens)) {
        SearchRun run =
            new SearchRun(config, spec, options, batch.stream().map(sources::get).toList());
        List<List<Generated>> generated =
            sessions.use(spec, session -> run.on(session, parameters));
        for (int i = 0; i < batch.size(); i++) {
          results.set(batch.get(i), generated.get(i));
        }
        done += batch.size();
      }
    } catch (InterruptedException e) {
      throw interrupted(done + " of " + sources.size() + " articles", e);
    }
    return results;
  }

  /**
   * Generates one summary and shows its tokens: the same one, with the same score, as without.
   *
   * @param source token ids of the article, with its end token
   * @param onToken called by this thread with every new token's id, the end token's too; whether to
   *     go on after it
   * @return the tokens shown
   * @throws IllegalArgumentException if the options ask for beams or several summaries, or if they
   *     name words, or tokens that the model does not have
   * @throws SummarizationInterruptedException if the thread is interrupted; the search ends within
   *     about a token
   */
  public Generated generate(
      ParameterBlocks parameters, int[] source, GenerationOptions options, IntPredicate onToken) {
    expectOne("beams", options.beams());
    expectOne("returnedSummaries", options.returnedSummaries());
    GenerationConfig.check(options, config);
    SearchSpec spec = SearchSpec.of(options);
    SteppedRun run = new SteppedRun(config, spec, options, source);
    try {
      return stepSessions.use(spec, sessions -> run.on(sessions, parameters, onToken));
    } catch (InterruptedException e) {
      throw interrupted(run.shown() + " tokens", e);
    }
  }

  static SummarizationInterruptedException interrupted(String done, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SummarizationInterruptedException(done, e);
  }

  private static void expectOne(String option, int value) {
    if (value != 1) {
      throw new IllegalArgumentException(
          option
              + ": expected 1, since the tokens of one summary are shown as they come, got "
              + value
              + "; generate without showing tokens for more");
    }
  }

  @Override
  public void close() {
    sessions.close();
    stepSessions.close();
  }
}
