package io.summarizer.runtime;

import ai.onnxruntime.OnnxTensor;

/** A tensor that a run can read. */
public abstract sealed class InputTensor permits Tensor, Outputs.Held {
  abstract OnnxTensor onnx();
}
