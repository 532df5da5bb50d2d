package io.summarizer.benchmarks;

import io.summarizer.Optimizer;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.SafeTensorsFile;
import io.summarizer.model.SafeTensorsWriter;
import io.summarizer.network.Arithmetic;
import io.summarizer.network.ParameterLayout;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.train.Stepper;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a checkpoint of a training run costs: the model and AdamW's state, which is twice as large,
 * written (synced to the disk) and read into place. The files that are read were just written and
 * are likely in memory. The correctness gates are CheckpointWriterTest, SafeTensorsWriterTest and
 * StepperResumeTest in summarizer-core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:MaxDirectMemorySize=64g")
public class CheckpointBenchmark {
  /** {@code tiny}, {@code t5-small} or {@code t5-base}. */
  @Param("t5-small")
  String model;

  private Path folder;
  private Path modelFolder;
  private Path stateFile;
  private CheckpointWriter writer;
  private Stepper stepper;
  private Map<ParameterSpec, FloatBuffer> state;

  /** Random weights, a state of zeros, both files. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    T5Shape shape = T5Shape.named(model);
    folder = Files.createTempDirectory("checkpoint-benchmark");
    modelFolder = folder.resolve("model");
    stateFile = folder.resolve("optimizer.safetensors");
    Stepper.Setup setup =
        new Stepper.Setup(
            shape.config(),
            ParameterLayout.of(shape.tensors(), ParameterLayout.CPU_BLOCK),
            T5Shape.optimization(Optimizer.adamW(), 0),
            0,
            0,
            0,
            false,
            false,
            Arithmetic.FLOAT32);
    stepper = shape.open(setup, SessionOptions.defaults());
    state = stepper.optimizerState();
    writer = CheckpointWriter.of(shape.config(), true).replacing(true);
    writeModel();
    writeState();
  }

  /** The model's directory, which replaces the one before. */
  @Benchmark
  public void writeModel() {
    writer.write(modelFolder, spec -> stepper.parameters().parameter(spec.name()));
  }

  /** Opens, checks and reads the model. */
  @Benchmark
  public void readModel() {
    try (Checkpoint checkpoint = Checkpoint.open(modelFolder)) {
      stepper.parameters().read(checkpoint);
    }
  }

  /** The optimizer's file. */
  @Benchmark
  public void writeState() {
    SafeTensorsWriter.write(
        stateFile, state.keySet(), spec -> Objects.requireNonNull(state.get(spec)).duplicate());
  }

  /** Reads the optimizer's file. */
  @Benchmark
  public void readState() {
    try (SafeTensorsFile file = SafeTensorsFile.open(stateFile)) {
      state.forEach((spec, values) -> file.readFloats(spec.name(), values.duplicate()));
    }
  }

  /** Deletes the files and frees the state. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    stepper.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
