package io.summarizer.train;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.CheckpointWriter;
import io.summarizer.text.Tokenizer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A model that has no number for one word, so that one example's loss and gradient are NaN. */
final class PoisonedModel {
  private static final String WORD = "poison";

  private PoisonedModel() {}

  /** Examples of which one has the word. */
  static Dataset data(int count, int poisoned) {
    List<Example> examples = TinyRun.examples(count);
    Example example = examples.get(poisoned);
    return Dataset.of(
        examples.stream()
            .map(e -> e == example ? new Example(e.id(), WORD, e.summary()) : e)
            .toList());
  }

  /** Writes such a model, made of one of {@link TinyRun#model}. */
  static Path of(Path model, Path folder) {
    Path poisoned = folder.resolve("poisoned");
    try (Checkpoint checkpoint = Checkpoint.open(model);
        Tokenizer tokenizer = Tokenizer.builder().file(model).prefix("").build()) {
      Set<Integer> rows = ids(tokenizer, WORD);
      TinyRun.examples(20).forEach(e -> rows.removeAll(ids(tokenizer, e.article())));
      int width = checkpoint.config().dModel();
      CheckpointWriter.derivedFrom(checkpoint)
          .write(
              poisoned,
              spec -> {
                FloatBuffer values = FloatBuffer.allocate((int) spec.elements());
                checkpoint.readFloats(spec.name(), values);
                if (spec.name().equals("shared.weight")) {
                  rows.forEach(row -> values.put(row * width, Float.NaN));
                }
                return values.flip();
              });
      return poisoned;
    }
  }

  private static Set<Integer> ids(Tokenizer tokenizer, String text) {
    return IntStream.of(tokenizer.source(text).ids()).boxed().collect(Collectors.toSet());
  }
}
