package io.summarizer.train;

import io.summarizer.Golden;
import io.summarizer.ModelPart;
import io.summarizer.Optimizer;
import io.summarizer.Schedule;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import io.summarizer.tokens.TokenizedExample;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Steppers of the goldens' small T5. */
final class TestSteppers {
  private static final SessionOptions ONE_THREAD = new SessionOptions(1, null);

  private TestSteppers() {}

  /** At a constant rate of 1e-3, with neither weight decay nor clipping. */
  static Optimization plain(Optimizer optimizer, double labelSmoothing) {
    return new Optimization(
        optimizer, new LearningRate(Schedule.constant(), 1e-3, 0, 5), 0, 0, labelSmoothing);
  }

  static Stepper.Setup setup(
      Golden golden,
      long blockElements,
      Optimization optimization,
      Set<ModelPart> frozen,
      boolean accumulatesAndLoops,
      Arithmetic arithmetic) {
    return new Stepper.Setup(
        golden.config(),
        ParameterLayout.of(
            golden.tensors(),
            blockElements,
            tensor -> !frozen.contains(ModelPart.of(tensor.name()))),
        optimization,
        0,
        0,
        0,
        accumulatesAndLoops,
        accumulatesAndLoops,
        arithmetic);
  }

  /** A stepper that begins with the golden's parameters. */
  static Stepper open(Golden golden, Stepper.Setup setup) {
    Stepper stepper = new Stepper(setup, ONE_THREAD);
    golden.read(stepper.parameters());
    return stepper;
  }

  /** Three examples of so many random tokens from 2 to before {@code vocabulary}. */
  static Batch batch(int source, int target, int vocabulary) {
    SplittableRandom random = new SplittableRandom(source);
    return Batch.of(
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new TokenizedExample(
                        "" + i,
                        random.ints(source, 2, vocabulary).toArray(),
                        random.ints(target, 2, vocabulary).toArray()))
            .toList(),
        0);
  }

  static float[] parameter(Stepper stepper, ParameterSpec tensor) {
    return content(stepper.parameters().parameter(tensor.name()));
  }

  /** The optimizer's state by name. */
  static Map<String, float[]> state(Stepper stepper) {
    Map<String, float[]> result = new TreeMap<>();
    stepper.optimizerState().forEach((spec, values) -> result.put(spec.name(), content(values)));
    return result;
  }

  private static float[] content(FloatBuffer values) {
    float[] result = new float[values.remaining()];
    values.get(result);
    return result;
  }
}
