/**
 * The command line. As a module it is held to what the others export; its jar runs on the class
 * path.
 */
module io.summarizer.examples {
  requires static org.jspecify;
  requires io.summarizer.core;
  requires com.google.common;
  requires info.picocli;
  requires com.microsoft.onnxruntime; // one of the uses
  requires jdk.httpserver; // another
  requires jdk.unsupported; // sun.misc.Signal
  requires tools.jackson.databind;
}
