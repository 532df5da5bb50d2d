package io.summarizer.train;

import static java.util.stream.Collectors.toMap;

import com.google.common.collect.Maps;
import io.summarizer.CheckpointException;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.Json;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.SafeTensorsFile;
import io.summarizer.model.SafeTensorsWriter;
import io.summarizer.report.RunJson;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * A directory that holds a model in the Hugging Face layout and beside it what a run needs to go on
 * from there: {@code optimizer.safetensors}, {@code training_state.json} and {@code manifest.json}.
 *
 * <p>Interrupts of the calling thread do not disturb it, see {@link Uninterrupted}.
 */
final class TrainingCheckpoint {
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "training_state.json";

  /** The files that are not the model's. */
  static final List<String> OWN_FILES = List.of(OPTIMIZER, STATE, Manifest.FILE);

  private static final List<String> REQUIRED =
      List.of("config.json", "model.safetensors", OPTIMIZER, STATE);

  /** Some 20,000 evaluations. */
  private static final int MAX_STATE_BYTES = 16 << 20;

  private TrainingCheckpoint() {}

  /** Writes it; it appears complete or not at all. */
  static void write(Path directory, CheckpointWriter model, Stepper stepper, TrainingState state) {
    Uninterrupted.run(
        () ->
            AtomicDirectory.write(
                directory,
                true,
                temporary -> {
                  model.writeFiles(temporary, spec -> stepper.parameters().parameter(spec.name()));
                  Map<ParameterSpec, FloatBuffer> optimizer = stepper.optimizerState();
                  SafeTensorsWriter.write(
                      temporary.resolve(OPTIMIZER),
                      optimizer.keySet(),
                      spec -> Objects.requireNonNull(optimizer.get(spec)));
                  RunJson.MAPPER
                      .writerWithDefaultPrettyPrinter()
                      .writeValue(temporary.resolve(STATE), state);
                  Manifest.write(temporary);
                }));
  }

  /**
   * What {@link #write} wrote of the run after {@code step} steps.
   *
   * @throws CheckpointException if a file is missing or damaged
   */
  static TrainingState state(Path directory, long step) {
    return Uninterrupted.call(
        () -> {
          Manifest.verify(directory, REQUIRED);
          Path file = directory.resolve(STATE);
          try {
            TrainingState state =
                RunJson.MAPPER.readValue(
                    Json.readSmall(file, MAX_STATE_BYTES), TrainingState.class);
            if (state == null) {
              throw new IllegalArgumentException("it is null");
            }
            state.check(step);
            return state;
          } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read", e);
          } catch (JacksonException e) {
            throw new CheckpointException(file, "cannot be read: " + e.getOriginalMessage());
          } catch (IllegalArgumentException e) {
            throw new CheckpointException(
                file, "is not the state of a run after " + step + " steps: " + e.getMessage());
          }
        });
  }

  /** Puts parameters and optimizer of a checkpoint, which has been verified, into place. */
  static void restore(Path directory, Stepper stepper, long step) {
    Uninterrupted.run(
        () -> {
          readParameters(directory, stepper);
          readOptimizer(directory.resolve(OPTIMIZER), stepper);
        });
    stepper.goOnAfter(step);
  }

  private static void readParameters(Path directory, Stepper stepper) {
    try (Checkpoint model = Checkpoint.open(directory)) {
      Set<ParameterSpec> expected = new HashSet<>(stepper.parameters().layout().tensors());
      if (!expected.equals(Set.copyOf(model.parameters()))) {
        throw new CheckpointException(
            directory,
            "holds a model of another architecture than the run began with; go on with the model of"
                + " the run, or start a new run from this one");
      }
      stepper.parameters().read(model);
    }
  }

  private static void readOptimizer(Path path, Stepper stepper) {
    Map<ParameterSpec, FloatBuffer> optimizer = stepper.optimizerState();
    try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
      Map<String, List<Long>> shapes =
          optimizer.keySet().stream().collect(toMap(ParameterSpec::name, ParameterSpec::shape));
      if (!Maps.asMap(file.names(), name -> file.info(name).shape()).equals(shapes)) {
        throw new CheckpointException(
            path,
            "is the state of another optimizer or precision; go on with those of the run, or start"
                + " a new run from this model");
      }
      optimizer.forEach((spec, values) -> file.readFloats(spec.name(), values));
    }
  }
}
