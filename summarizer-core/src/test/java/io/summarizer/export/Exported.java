package io.summarizer.export;

import io.summarizer.Export;
import io.summarizer.ExportFormat;
import io.summarizer.GenerationOptions;
import io.summarizer.Golden;
import io.summarizer.Quantization;
import io.summarizer.Summarizer;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.tokens.Batch;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models of the goldens as exported files. */
record Exported(Golden golden, Layout layout, Path directory) {
  /** How far Hugging Face generated, see make_t5_goldens.py. */
  static final int LIMIT = 12;

  /** Greedy where the files hold a search. */
  static Exported of(
      String variant, ExportFormat format, @Nullable Quantization quantization, Path directory) {
    GenerationOptions greedy = GenerationOptions.builder().maxNewTokens(LIMIT).build();
    Export export = Summarizer.export(source(variant)).format(format);
    if (quantization != null) {
      export = export.quantize(quantization);
    }
    if (format == ExportFormat.SINGLE) {
      export = export.generation(greedy);
    }
    export.write(directory);
    return new Exported(new Golden(variant), new Layout(format, quantization, greedy), directory);
  }

  /** One file with a search. */
  static Exported single(String variant, GenerationOptions search, Path directory) {
    Summarizer.export(source(variant))
        .format(ExportFormat.SINGLE)
        .generation(search)
        .write(directory);
    return new Exported(
        new Golden(variant), new Layout(ExportFormat.SINGLE, null, search), directory);
  }

  static Path source(String variant) {
    try {
      return Path.of(
          Objects.requireNonNull(Exported.class.getResource("/goldens/" + variant), variant)
              .toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  ExportedModel open() {
    return ExportedModel.open(
        layout, directory, golden.config(), LIMIT, new SessionOptions(1, null));
  }

  Path file(String graph) {
    return layout.file(directory, graph);
  }

  /** The sources of the golden's batch. */
  List<int[]> sources() {
    Batch batch = golden.batch();
    List<int[]> result = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int start = row * batch.sourceLength();
      long[] ids =
          Arrays.copyOfRange(batch.sourceIds(), start, start + (int) batch.sourceLengths()[row]);
      result.add(Arrays.stream(ids).mapToInt(Math::toIntExact).toArray());
    }
    return result;
  }

  /** What Hugging Face generated, without the start token and the padding after the end token. */
  List<List<Integer>> expected() {
    List<List<Integer>> result = new ArrayList<>();
    for (JsonNode row : golden.expected().get("greedy")) {
      List<Integer> ids = new ArrayList<>();
      for (int i = 1; i < row.size() && (ids.isEmpty() || ids.get(ids.size() - 1) != 1); i++) {
        ids.add(row.get(i).asInt());
      }
      result.add(ids);
    }
    return result;
  }

  static List<List<Integer>> lists(List<int[]> ids) {
    return ids.stream().map(row -> Arrays.stream(row).boxed().toList()).toList();
  }
}
