package io.summarizer.generate;

import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import java.util.List;

/**
 * The sessions of a search token by token, see {@link SearchGraph.Steps}.
 *
 * @param kept see there
 * @param carried see there
 */
record StepSessions(Session beginning, Session step, List<String> kept, List<String> carried)
    implements AutoCloseable {
  static StepSessions open(SearchGraph.Steps graphs, SessionOptions options) {
    Session beginning =
        Session.open("graph of a search's beginning", graphs.beginning().toModel(), options);
    try {
      Session step = Session.open("graph of a search's step", graphs.step().toModel(), options);
      return new StepSessions(beginning, step, graphs.kept(), graphs.carried());
    } catch (RuntimeException e) {
      beginning.close();
      throw e;
    }
  }

  @Override
  public void close() {
    beginning.close();
    step.close();
  }
}
