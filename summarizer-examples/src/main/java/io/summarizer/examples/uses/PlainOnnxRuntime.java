package io.summarizer.examples.uses;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.summarizer.ExportFormat;
import io.summarizer.Summarizer;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Exports a model as one ONNX file and runs it with ONNX Runtime alone: MODEL OUTPUT ARTICLE. Any
 * ONNX Runtime can, in any language; the file's metadata say what goes in and comes out.
 */
public final class PlainOnnxRuntime {
  private PlainOnnxRuntime() {}

  /** Runs the example. */
  public static void main(String[] args) throws OrtException {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected MODEL OUTPUT ARTICLE");
    }
    Path output = Path.of(args[1]);
    Summarizer.export(Path.of(args[0])).format(ExportFormat.SINGLE).write(output);
    // Any tokenizer that reads tokenizer.json does.
    try (Tokenizer tokenizer = Tokenizer.builder().file(output).build()) {
      int[] ids = tokenizer.source(args[2]).ids(); // "summarize: ", the article, the end token
      System.out.println(tokenizer.decode(run(output.resolve("summarizer.onnx"), ids)));
    }
  }

  private static int[] run(Path file, int[] ids) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[][] source = {Arrays.stream(ids).asLongStream().toArray()}; // [batch, length]
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor articles = OnnxTensor.createTensor(environment, source);
        OnnxTensor lengths = OnnxTensor.createTensor(environment, new long[] {ids.length});
        OrtSession.Result result =
            session.run(Map.of("source", articles, "source_lengths", lengths))) {
      // Of one article a token for each step; of several, as the file's metadata say.
      long[] tokens = (long[]) result.get("tokens").orElseThrow().getValue();
      return Arrays.stream(tokens).mapToInt(Math::toIntExact).toArray();
    }
  }
}
