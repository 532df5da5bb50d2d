package io.summarizer.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.data.Example;
import io.summarizer.model.Checkpoint;
import io.summarizer.text.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UntrainedModelTest {
  @TempDir Path folder;

  @Test
  void model_fitsItsTokenizerWhichKnowsHeldOutNews() {
    Path model = UntrainedModel.write(folder, new NewsGenerator(1).generate(2000), 1);
    try (Checkpoint checkpoint = Checkpoint.open(model);
        Tokenizer tokenizer = Tokenizer.builder().file(model).build()) {
      assertThat(checkpoint.config().vocabSize()).isEqualTo(tokenizer.vocabularySize());
      List<Example> heldOut = new NewsGenerator(2).generate(100);
      assertThat(heldOut)
          .allSatisfy(
              news ->
                  assertThat(tokenizer.decode(tokenizer.source(news.article()).ids()))
                      .isEqualTo("summarize: " + news.article()));
    }
  }
}
