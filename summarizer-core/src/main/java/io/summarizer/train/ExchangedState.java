package io.summarizer.train;

import io.summarizer.lifecycle.Opening;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The state of a graph that makes whole steps: a call reads one copy and writes the other, then
 * they change places.
 */
final class ExchangedState implements StepState {
  private Copy current;
  private Copy next;

  private record Copy(ParameterBlocks parameters, OptimizerState optimizer) {
    void close() {
      parameters.close();
      optimizer.close();
    }
  }

  /** Zeros. */
  ExchangedState(ParameterLayout layout, List<StateBlock> optimizer) {
    try (Opening opening = new Opening()) {
      ParameterBlocks parameters = opening.add(new ParameterBlocks(layout), ParameterBlocks::close);
      this.current =
          new Copy(parameters, opening.add(new OptimizerState(optimizer), OptimizerState::close));
      this.next =
          new Copy(
              opening.add(parameters.anotherOfTrainable(), ParameterBlocks::close),
              opening.add(new OptimizerState(optimizer), OptimizerState::close));
      opening.keep();
    }
  }

  @Override
  public ParameterBlocks parameters() {
    return current.parameters();
  }

  @Override
  public OptimizerState optimizer() {
    return current.optimizer();
  }

  /** All parameters, and the optimizer's state. */
  @Override
  public void bindInputs(Map<String, Tensor> target) {
    current.parameters().bind(TrainingGraph.PARAMETERS, target);
    current.optimizer().bind("", target);
  }

  /** The parameters that learn, and the optimizer's state. */
  @Override
  public void bindOutputs(Map<String, Tensor> target) {
    next.parameters().bindTrainable(TrainingGraph.NEXT + TrainingGraph.PARAMETERS, target);
    next.optimizer().bind(TrainingGraph.NEXT, target);
  }

  @Override
  public void advance(Made last) {
    exchange();
  }

  @Override
  public void takeBack() {
    exchange();
  }

  private void exchange() {
    Copy done = current;
    current = next;
    next = done;
  }

  @Override
  public void close() {
    current.close();
    next.close();
  }
}
