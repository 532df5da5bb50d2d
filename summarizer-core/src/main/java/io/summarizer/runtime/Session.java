package io.summarizer.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.Uninterruptibles;
import io.summarizer.Device;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A graph that ONNX Runtime has prepared to run. Safe for use by several threads. */
public final class Session implements AutoCloseable {
  private final String name;
  private final OrtSession session;

  private Session(String name, OrtSession session) {
    this.name = name;
    this.session = session;
  }

  /**
   * Prepares a model.
   *
   * @param name for messages, for example "training graph"
   * @throws RuntimeFailure if ONNX Runtime refuses it
   */
  public static Session open(String name, ModelProto model, SessionOptions options) {
    try (OrtSession.SessionOptions ort = new OrtSession.SessionOptions()) {
      ort.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      ort.setIntraOpNumThreads(options.threads());
      // It plans one block for each combination of input shapes, and ours change with every batch.
      ort.setMemoryPatternOptimization(false);
      ort.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      if (options.profile() != null) {
        ort.enableProfiling(options.profile().toString());
      }
      if (options.device().device().kind() == Device.Kind.CUDA) {
        addCuda(ort, options.device());
      }
      byte[] bytes = model.toByteArray();
      return new Session(name, RuntimeEnvironment.get().createSession(bytes, ort));
    } catch (OrtException e) {
      throw RuntimeFailure.of("ONNX Runtime refuses the " + name, e);
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
   * @throws OutOfDeviceMemory if there is too little for the values in between
   * @throws RuntimeFailure if the run fails for another reason
   */
  public Outputs run(
      Map<String, ? extends InputTensor> inputs, Set<String> created, Map<String, Tensor> outputs) {
    Map<String, OnnxTensor> in = Maps.transformValues(inputs, InputTensor::onnx);
    Map<String, OnnxValue> out = Maps.transformValues(outputs, Tensor::onnx);
    try {
      return new Outputs(session.run(Map.copyOf(in), Set.copyOf(created), Map.copyOf(out)));
    } catch (OrtException e) {
      throw RuntimeFailure.of("the " + name + " failed", e);
    }
  }

  /**
   * Runs the graph, and ends at the next of its nodes, those of loops included, when the calling
   * thread is interrupted.
   *
   * @param created outputs for which ONNX Runtime makes the memory; the result has them
   * @throws InterruptedException if the thread is interrupted; the run is over then, and the thread
   *     no longer in the state of interruption
   * @throws OutOfDeviceMemory if there is too little for the values in between
   * @throws RuntimeFailure if the run fails for another reason
   */
  public Outputs runInterruptibly(Map<String, ? extends InputTensor> inputs, Set<String> created)
      throws InterruptedException {
    if (Thread.interrupted()) { // a wait for what is done already would not notice
      throw new InterruptedException();
    }
    Map<String, OnnxTensor> in = Map.copyOf(Maps.transformValues(inputs, InputTensor::onnx));
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
      throw RuntimeFailure.of("the " + name + " failed", e);
    } catch (ExecutionException e) {
      throw RuntimeFailure.of("the " + name + " failed", Objects.requireNonNull(e.getCause()));
    }
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

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new RuntimeFailure("closing the " + name + " failed", e);
    }
  }
}
