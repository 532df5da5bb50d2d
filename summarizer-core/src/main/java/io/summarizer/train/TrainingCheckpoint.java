package io.summarizer.train;

import io.summarizer.CheckpointException;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.SafeTensorsFile;
import io.summarizer.model.SafeTensorsWriter;
import io.summarizer.report.RunJson;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * A directory that holds a model in the Hugging Face layout and beside it what a run needs to go on
 * from there: {@code optimizer.safetensors}, {@code training_state.json} and {@code manifest.json}.
 */
final class TrainingCheckpoint {
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String STATE = "training_state.json";

  /** The files that are not the model's. */
  static final List<String> OWN_FILES = List.of(OPTIMIZER, STATE, Manifest.FILE);

  private TrainingCheckpoint() {}

  /** Writes it; it appears complete or not at all. */
  static void write(Path directory, CheckpointWriter model, Stepper stepper, TrainingState state) {
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
        });
  }

  /**
   * What {@link #write} wrote of the run.
   *
   * @throws CheckpointException if a file is missing or damaged
   */
  static TrainingState state(Path directory) {
    Manifest.verify(directory);
    Path file = directory.resolve(STATE);
    try {
      return RunJson.MAPPER.readValue(file, TrainingState.class);
    } catch (JacksonException e) {
      throw new CheckpointException(file, "cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** Puts parameters and optimizer of a checkpoint, which has been verified, into place. */
  static void restore(Path directory, Stepper stepper, long step) {
    try (Checkpoint model = Checkpoint.open(directory)) {
      stepper.parameters().read(model);
    }
    Map<ParameterSpec, FloatBuffer> optimizer = stepper.optimizerState();
    Path path = directory.resolve(OPTIMIZER);
    try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
      if (!file.names().equals(names(optimizer))) {
        throw new CheckpointException(
            path,
            "is the state of another optimizer or precision; go on with those of the run, or start"
                + " a new run from this model");
      }
      optimizer.forEach((spec, values) -> file.readFloats(spec.name(), values));
    }
    stepper.goOnAfter(step);
  }

  private static Set<String> names(Map<ParameterSpec, FloatBuffer> tensors) {
    return tensors.keySet().stream()
        .map(ParameterSpec::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
