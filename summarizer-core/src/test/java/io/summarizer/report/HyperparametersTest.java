package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.options.Option;
import io.summarizer.options.RunOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HyperparametersTest {
  @Test
  void numbers_and_booleans_are_told_from_texts_and_files_left_out() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("model", "/home/me/t5");
    settings.put("epochs", "3");
    settings.put("learningRate", "3.0E-4");
    settings.put("shuffle", "true");
    settings.put("evaluateEvery", "every epoch");
    assertThat(Hyperparameters.of(settings))
        .containsExactly(
            Map.entry("epochs", 3L),
            Map.entry("learningRate", 3e-4),
            Map.entry("shuffle", true),
            Map.entry("evaluateEvery", "every epoch"));
  }

  @Test
  void what_is_left_out_are_options() {
    assertThat(RunOptions.ALL).extracting(Option::name).containsAll(Hyperparameters.OTHERS);
  }
}
