/** Fine-tunes T5 summarizers on ONNX Runtime, evaluates them and runs them. */
module io.summarizer.core {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive io.summarizer.data;
  requires transitive io.summarizer.rouge;
  requires java.management;
  requires java.net.http;
  requires jdk.management;
  requires ai.djl.api;
  requires ai.djl.tokenizers;
  requires com.google.common;
  requires com.google.protobuf;
  requires com.microsoft.onnxruntime;
  requires com.sun.jna;
  requires org.slf4j;
  requires org.tribuo.util.onnx;
  requires tools.jackson.databind;

  exports io.summarizer;
  exports io.summarizer.audit;
  exports io.summarizer.doctor;
  exports io.summarizer.gpu;
  exports io.summarizer.hub;
  exports io.summarizer.listener;
  exports io.summarizer.text;

  opens io.summarizer.report to
      com.sun.jna; // NVML's structures
  opens io.summarizer.runtime to
      com.sun.jna; // the CUDA driver's functions
  opens io.summarizer.train to
      tools.jackson.databind; // the state of a training
}
