package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Iterables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTrainerTest {
  @TempDir Path folder;

  @Test
  void specialTokens_haveTheIdsOfT5() {
    assertThat(TestTokenizer.vocabulary().pieces()).startsWith("<pad>", "</s>", "<unk>");
  }

  @Test
  void words_areWholePiecesAndPunctuationIsSplitOff() {
    Vocabulary vocabulary =
        VocabularyTrainer.create()
            .minimumCount(1)
            .train(List.of("He said: \"no\" - it's 12.5%, they say."));

    assertThat(vocabulary.pieces())
        .contains("▁He", "▁said", ":", "▁\"", "no", "\"", "▁-", "▁it", "'s", "▁12", ".", "%", ",")
        .contains("▁they", "▁say", "5")
        .doesNotContain("▁said:", "12.5", "▁12.5%,", "it's", "say.");
  }

  @Test
  void anUnpairedSurrogate_isTheReplacementCharacter() throws Exception {
    Vocabulary vocabulary = VocabularyTrainer.create().minimumCount(1).train(List.of("a\ud800b"));

    assertThat(vocabulary.pieces()).contains("\ufffd").doesNotContain("\ud800");
    try (Tokenizer tokenizer =
        Tokenizer.builder().file(vocabulary.write(folder)).prefix("").build()) {
      assertThat(tokenizer.decode(tokenizer.target("a\ud800b").ids())).isEqualTo("a\ufffdb");
    }
  }

  @Test
  void everyCharacter_isAPiece() {
    List<String> pieces = TestTokenizer.vocabulary().pieces();

    String.join("", TestTokenizer.corpus())
        .codePoints()
        .filter(c -> c != ' ')
        .forEach(c -> assertThat(pieces).contains(Character.toString(c)));
    assertThat(pieces).contains("▁").doesNotHaveDuplicates();
  }

  @Test
  void minimumCount_leavesOutRarerWords() {
    List<String> texts = List.of("twice once", "twice three three three");

    assertThat(VocabularyTrainer.create().minimumCount(2).train(texts).pieces())
        .contains("▁twice", "▁three")
        .doesNotContain("▁once");
    assertThat(VocabularyTrainer.create().minimumCount(3).train(texts).pieces())
        .contains("▁three")
        .doesNotContain("▁twice");
  }

  @Test
  void maximumSize_leavesOutTheRarestWordsAndKeepsTheCharacters() {
    List<String> texts = List.of("ab ab ab ba ba aab");

    // 3 special tokens, 3 characters with the word mark, and room for one word
    Vocabulary vocabulary = VocabularyTrainer.create().minimumCount(1).maximumSize(7).train(texts);

    assertThat(vocabulary.pieces()).containsExactly("<pad>", "</s>", "<unk>", "▁ab", "a", "b", "▁");
    assertThat(vocabulary.size()).isEqualTo(7);
  }

  @Test
  void tooManyCharacters_areReported() {
    VocabularyTrainer trainer = VocabularyTrainer.create().maximumSize(6);

    assertThatThrownBy(() -> trainer.train(List.of("abc")))
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            "maximumSize: expected room for the 4 different characters of the texts and 3 special"
                + " tokens, got 6. Raise it or clean the texts.");
  }

  @Test
  void options_areChecked() {
    assertThatThrownBy(() -> VocabularyTrainer.create().maximumSize(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maximumSize: expected at least 4 pieces, got 3.");
    assertThatThrownBy(() -> VocabularyTrainer.create().minimumCount(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimumCount: expected at least 1 occurrence, got 0.");
  }

  @Test
  void sameTextsInAnyOrder_giveTheSameFile() throws Exception {
    List<String> reversed = new ArrayList<>(TestTokenizer.corpus());
    Collections.reverse(reversed);
    Path first = TestTokenizer.vocabulary().write(folder.resolve("a"));
    Path second =
        VocabularyTrainer.create().minimumCount(1).train(reversed).write(folder.resolve("b"));

    assertThat(second).hasSameBinaryContentAs(first);
    try (var files = Files.list(folder.resolve("a"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("tokenizer.json", "tokenizer_config.json");
    }
  }

  @Test
  void aFolderThatCannotBeWritten_isReported() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(() -> TestTokenizer.vocabulary().write(file))
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith("Tokenizer file " + file.resolve("tokenizer.json"))
        .hasMessageContaining("Expected a folder that may be written to");
  }

  static List<String> corpus() {
    return TestTokenizer.corpus();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void decodedText_isTheTextThatWasEncoded(String text) {
    try (Tokenizer tokenizer = TestTokenizer.builder(folder).maxTargetLength(500).build()) {
      assertThat(tokenizer.decode(tokenizer.target(text).ids())).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U.S. sales rose 12.5%, he said.",
        "\"It's 'new',\" he said - (twice!) 3,000 times; we've £5.",
        "Unseen words: Wembley, 98765, re-elected, O'Brien's.",
        "café"
      })
  void newText_roundTripsInTheCharactersOfTheCorpus(String text) {
    String characters = "Wb!OEqxzkjQZXB";
    Vocabulary vocabulary =
        VocabularyTrainer.create()
            .minimumCount(2)
            .train(Iterables.concat(TestTokenizer.corpus(), List.of(characters)));
    try (Tokenizer tokenizer =
        Tokenizer.builder().file(vocabulary.write(folder)).prefix("").build()) {
      assertThat(tokenizer.decode(tokenizer.target(text).ids())).isEqualTo(text);
    }
  }

  @Test
  void aWordOfTheVocabulary_isNeverSplit() {
    // "▁a" and "b" are far likelier than the rare "▁ab", and yet it stays whole.
    List<String> texts = IntStream.range(0, 5_000).mapToObj(i -> i == 0 ? "ab" : "a -b").toList();
    Vocabulary vocabulary = VocabularyTrainer.create().minimumCount(1).train(texts);
    try (Tokenizer tokenizer =
        Tokenizer.builder().file(vocabulary.write(folder)).prefix("").build()) {
      assertThat(tokenizer.target("ab").ids())
          .containsExactly(vocabulary.pieces().indexOf("▁ab"), tokenizer.eosId());
    }
  }
}
