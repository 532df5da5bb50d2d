package io.summarizer.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.Uninterruptibles;
import io.summarizer.Device;
import io.summarizer.DeviceException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.lifecycle.Interrupts;
import io.summarizer.lifecycle.NativeMemory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A graph that ONNX Runtime has prepared to run. Safe for use by several threads. */
public final class Session implements AutoCloseable {
  private static final String KIND_OF_FILE = "graph of a file";

  private final String name;
  private final OrtSession session;
  private final NativeMemory memory;
  private final boolean ofFile;

  private Session(String name, OrtSession session, boolean ofFile) {
    this.name = name;
    this.session = session;
    this.memory = NativeMemory.of(this, ofFile ? KIND_OF_FILE : name, release(name, session));
    this.ofFile = ofFile;
  }

  /**
   * Prepares a model.
   *
   * @param name for messages, for example "training graph"
   * @throws DeviceException if ONNX Runtime refuses it
   */
  public static Session open(String name, ModelProto model, SessionOptions options) {
    byte[] bytes = model.toByteArray();
    return open(name, options, false, (environment, ort) -> environment.createSession(bytes, ort));
  }

  /**
   * Prepares the model of a file, whose weights may be in files beside it. Inputs for which the
   * file has values keep these; what is given for them in a run is not looked at.
   *
   * @throws DeviceException if it cannot be read or ONNX Runtime refuses it
   */
  public static Session open(Path file, SessionOptions options) {
    return open(
        file.toString(),
        options,
        true,
        (environment, ort) -> environment.createSession(file.toString(), ort));
  }

  @FunctionalInterface
  private interface Opener {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private static Session open(String name, SessionOptions options, boolean ofFile, Opener opener) {
    OrtEnvironment runtime = RuntimeEnvironment.get(); // first, since it says why it has no library
    try (OrtSession.SessionOptions ort = new OrtSession.SessionOptions()) {
      ort.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      ort.setIntraOpNumThreads(options.threads());
      // It plans one block for each combination of input shapes, and ours change with every batch.
      ort.setMemoryPatternOptimization(false);
      if (options.restsBetweenRuns()) {
        ort.addConfigEntry("session.force_spinning_stop", "1");
      }
      ort.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      if (options.profile() != null) {
        ort.enableProfiling(options.profile().toString());
      }
      if (options.device().device().kind() == Device.Kind.CUDA) {
        addCuda(ort, options.device());
      }
      return new Session(name, opener.open(runtime, ort), ofFile);
    } catch (OrtException e) {
      throw OrtFailure.of("ONNX Runtime refuses the " + name, e);
    }
  }

  private static void addCuda(OrtSession.SessionOptions ort, ChosenDevice device)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(device.device().index())) {
      for (Map.Entry<String, String> option : device.cudaOptions().entrySet()) {
        cuda.add(option.getKey(), option.getValue());
      }
      ort.addCUDA(cuda);
    }
  }

  /** Runs the graph; it writes its outputs into {@code outputs}. */
  public void run(Map<String, ? extends InputTensor> inputs, Map<String, Tensor> outputs) {
    run(inputs, Set.of(), outputs).close();
  }

  /**
   * Runs the graph.
   *
   * @param created outputs for which ONNX Runtime makes the memory; the result has them
   * @param outputs outputs that go into memory given here
   * @throws InsufficientMemoryException if there is too little for the values in between
   * @throws DeviceException if the run fails for another reason
   */
  public Outputs run(
      Map<String, ? extends InputTensor> inputs, Set<String> created, Map<String, Tensor> outputs) {
    Map<String, OnnxTensor> in = taken(inputs);
    Map<String, OnnxValue> out = Maps.transformValues(outputs, Tensor::onnx);
    try {
      return new Outputs(session.run(in, Set.copyOf(created), Map.copyOf(out)));
    } catch (OrtException e) {
      throw OrtFailure.of("the " + name + " failed", e);
    } finally {
      keep(inputs);
      Reference.reachabilityFence(outputs);
    }
  }

  /**
   * Runs the graph, and ends at the next of its nodes, those of loops included, when the calling
   * thread is interrupted.
   *
   * @param created outputs for which ONNX Runtime makes the memory; the result has them
   * @throws InterruptedException if the thread is interrupted; the run is over then, and the thread
   *     no longer in the state of interruption
   * @throws InsufficientMemoryException if there is too little for the values in between
   * @throws DeviceException if the run fails for another reason
   */
  public Outputs runInterruptibly(Map<String, ? extends InputTensor> inputs, Set<String> created)
      throws InterruptedException {
    Interrupts.check(); // a wait for what is done already would not notice
    Map<String, OnnxTensor> in = taken(inputs);
    Set<String> out = Set.copyOf(created);
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // a terminated run is no error
      Future<OrtSession.Result> run = RunThreads.submit(() -> session.run(in, out, options));
      try {
        return new Outputs(run.get());
      } catch (InterruptedException e) {
        options.setTerminate(true);
        closeWhenDone(run);
        throw e;
      }
    } catch (OrtException e) {
      throw OrtFailure.of("the " + name + " failed", e);
    } catch (ExecutionException e) {
      throw OrtFailure.of("the " + name + " failed", Objects.requireNonNull(e.getCause()));
    } finally {
      keep(inputs);
    }
  }

  /** What a run uses stays reachable to its end: what is not may be freed under it. */
  private void keep(Map<String, ? extends InputTensor> inputs) {
    Reference.reachabilityFence(this);
    Reference.reachabilityFence(inputs);
  }

  /** Waits, since nothing that a run reads or writes may be freed before its end. */
  private static void closeWhenDone(Future<OrtSession.Result> run) throws InterruptedException {
    try {
      // Unless it was faster than the interrupt, this throws.
      Objects.requireNonNull(Uninterruptibles.getUninterruptibly(run)).close();
    } catch (ExecutionException e) {
      // The run was terminated, or failed at the same time: nobody waits for it any more.
    } finally {
      Thread.interrupted();
    }
  }

  /** Inputs that have values in the model's file are none to ONNX Runtime's Java interface. */
  private Map<String, OnnxTensor> taken(Map<String, ? extends InputTensor> inputs) {
    return Map.copyOf(
        Maps.transformValues(
            Maps.filterKeys(inputs, input -> !ofFile || session.getInputNames().contains(input)),
            InputTensor::onnx));
  }

  /** Static, so that it does not refer to its owner. */
  private static Runnable release(String name, OrtSession session) {
    return () -> {
      try {
        session.close();
      } catch (OrtException e) {
        throw OrtFailure.of("closing the " + name + " failed", e);
      }
    };
  }

  /** Frees the native memory; no run may be under way. Again has no effect. */
  @Override
  public void close() {
    memory.free();
  }
}
