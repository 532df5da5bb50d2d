package io.summarizer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.GenerationOptions;
import io.summarizer.text.Tokenizer;
import io.summarizer.text.VocabularyTrainer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForbiddenWordsTest {
  @TempDir Path folder;

  private Tokenizer tokenizer(int maxLength) {
    List<String> texts = List.of("a storm hits the coast", "the storm is over", "a coast is quiet");
    return Tokenizer.builder()
        .file(VocabularyTrainer.create().minimumCount(1).train(texts).write(folder))
        .maxTargetLength(maxLength)
        .build();
  }

  @Test
  void words_become_the_tokens_of_which_the_tokenizer_makes_them() {
    try (Tokenizer tokenizer = tokenizer(20)) {
      GenerationOptions options =
          GenerationOptions.builder()
              .forbiddenTokens(List.of(List.of(3, 4)))
              .forbiddenWords(List.of("storm", "quiet coast"))
              .build();
      GenerationOptions tokens = ForbiddenWords.toTokens(options, tokenizer);
      assertThat(tokens.forbiddenWords()).isEmpty();
      assertThat(tokens.forbiddenTokens()).hasSize(3).contains(options.forbiddenTokens().get(0));
      List<String> texts =
          tokens.forbiddenTokens().subList(1, 3).stream()
              .map(ids -> tokenizer.decode(ids.stream().mapToInt(id -> id).toArray()))
              .toList();
      assertThat(texts).containsExactly("storm", "quiet coast");
      assertThat(tokens.forbiddenTokens().get(1)).doesNotContain(tokenizer.eosId());
    }
  }

  @Test
  void a_word_that_the_tokenizer_would_cut_is_refused() {
    try (Tokenizer tokenizer = tokenizer(2)) {
      GenerationOptions options =
          GenerationOptions.builder().forbiddenWords(List.of("storm storm storm")).build();
      assertThatThrownBy(() -> ForbiddenWords.toTokens(options, tokenizer))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "forbiddenWords: expected words of less than 2 tokens, the tokenizer's limit, got"
                  + " \"storm storm storm\"");
    }
  }
}
