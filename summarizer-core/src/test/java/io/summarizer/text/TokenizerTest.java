package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.lifecycle.NativeMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
  private static final String TEXT = "The bridge in Harwick will close in March.";

  @TempDir Path folder;
  private Path file;
  private List<String> pieces;

  @BeforeEach
  void write() {
    Vocabulary vocabulary = TestTokenizer.vocabulary();
    file = vocabulary.write(folder);
    pieces = vocabulary.pieces();
  }

  private Tokenizer.Builder builder() {
    return Tokenizer.builder().file(file).prefix("");
  }

  private int[] ids(String... tokens) {
    return List.of(tokens).stream().mapToInt(pieces::indexOf).toArray();
  }

  @Test
  void defaults_areThoseOfT5() {
    try (Tokenizer tokenizer = Tokenizer.builder().file(folder).build()) {
      assertThat(tokenizer.prefix()).isEqualTo("summarize: ");
      assertThat(tokenizer.maxSourceLength()).isEqualTo(512);
      assertThat(tokenizer.maxTargetLength()).isEqualTo(128);
      assertThat(tokenizer.padId()).isEqualTo(0);
      assertThat(tokenizer.eosId()).isEqualTo(1);
      assertThat(tokenizer.vocabularySize()).isEqualTo(pieces.size());
      assertThat(tokenizer.file()).isEqualTo(file);
    }
  }

  @Test
  void target_isThePiecesAndEndOfSequence() {
    try (Tokenizer tokenizer = builder().build()) {
      assertThat(tokenizer.target("The bridge, built in 1931."))
          .isEqualTo(
              new TokenIds(ids("▁The", "▁bridge", ",", "▁built", "▁in", "▁1931", ".", "</s>"), 8));
    }
  }

  @Test
  void source_beginsWithThePrefixAndTargetDoesNot() {
    try (Tokenizer tokenizer = builder().prefix("The ").build()) {
      assertThat(tokenizer.source("bridge").ids()).isEqualTo(ids("▁The", "▁bridge", "</s>"));
      assertThat(tokenizer.target("bridge").ids()).isEqualTo(ids("▁bridge", "</s>"));
    }
  }

  @Test
  void aLongText_keepsItsBeginningAndEndOfSequence() {
    try (Tokenizer tokenizer = builder().maxSourceLength(4).maxTargetLength(3).build()) {
      TokenIds source = tokenizer.source(TEXT);
      TokenIds target = tokenizer.target(TEXT);

      assertThat(source).isEqualTo(new TokenIds(ids("▁The", "▁bridge", "▁in", "</s>"), 10));
      assertThat(target).isEqualTo(new TokenIds(ids("▁The", "▁bridge", "</s>"), 10));
      assertThat(source.truncated()).isTrue();
    }
  }

  @Test
  void aTextThatJustFits_isNotTruncated() {
    try (Tokenizer tokenizer = builder().maxTargetLength(10).build()) {
      TokenIds ids = tokenizer.target(TEXT);

      assertThat(ids.ids()).hasSize(10);
      assertThat(ids.truncated()).isFalse();
    }
    try (Tokenizer tokenizer = builder().maxTargetLength(9).build()) {
      assertThat(tokenizer.target(TEXT).truncated()).isTrue();
    }
  }

  @Test
  void truncationAndPaddingOfTheFile_areNotUsed() throws Exception {
    String json = Files.readString(file);
    Path cutting =
        Files.writeString(
            folder.resolve("cutting.json"),
            json.replace(
                    "\"truncation\":null",
                    "\"truncation\":{\"direction\":\"Right\",\"max_length\":5,"
                        + "\"strategy\":\"LongestFirst\",\"stride\":0}")
                .replace(
                    "\"padding\":null",
                    "\"padding\":{\"strategy\":{\"Fixed\":50},\"direction\":\"Right\","
                        + "\"pad_to_multiple_of\":null,\"pad_id\":0,\"pad_type_id\":0,"
                        + "\"pad_token\":\"<pad>\"}"));
    assertThat(Files.readString(cutting)).contains("max_length", "pad_to_multiple_of");

    try (Tokenizer plain = builder().build();
        Tokenizer tokenizer = builder().file(cutting).build()) {
      assertThat(tokenizer.target(TEXT)).isEqualTo(plain.target(TEXT));
      assertThat(tokenizer.target("The")).isEqualTo(plain.target("The"));
    }
  }

  @Test
  void aFileWithoutTemplate_endsTextsAllTheSame() throws Exception {
    String json = Files.readString(file);
    String without = json.replaceFirst("\"post_processor\":.*,\"decoder\"", "\"decoder\"");
    assertThat(without).hasSizeLessThan(json.length());
    Path bare = Files.writeString(folder.resolve("bare.json"), without);

    try (Tokenizer tokenizer = builder().file(bare).build()) {
      assertThat(tokenizer.target("The").ids()).isEqualTo(ids("▁The", "</s>"));
    }
  }

  @Test
  void otherSpecialTokens_canBeNamed() throws Exception {
    Path renamed =
        Files.writeString(
            folder.resolve("renamed.json"),
            Files.readString(file).replace("</s>", "[END]").replace("<pad>", "[PAD]"));

    try (Tokenizer tokenizer =
        builder().file(renamed).eosToken("[END]").padToken("[PAD]").build()) {
      assertThat(tokenizer.eosId()).isEqualTo(1);
      assertThat(tokenizer.padId()).isEqualTo(0);
      assertThat(tokenizer.target("The").ids()).endsWith(1);
    }
  }

  @Test
  void decode_leavesOutSpecialTokens() {
    try (Tokenizer tokenizer = builder().build()) {
      assertThat(tokenizer.decode(ids("<pad>", "▁The", "▁bridge", "<unk>", ".", "</s>", "<pad>")))
          .isEqualTo("The bridge.");
      assertThat(tokenizer.decode(new int[0])).isEmpty();
    }
  }

  @Test
  void decode_leavesOutIdsBeyondTheVocabulary() {
    try (Tokenizer tokenizer = builder().build()) {
      int beyond = tokenizer.vocabularySize();
      int bridge = ids("▁bridge")[0];
      assertThat(tokenizer.decode(new int[] {beyond, bridge, beyond + 27})).isEqualTo("bridge");
    }
  }

  @Test
  void decode_refusesNegativeIds() {
    try (Tokenizer tokenizer = builder().build()) {
      assertThatThrownBy(() -> tokenizer.decode(new int[] {5, -100}))
          .isInstanceOf(TokenizerException.class)
          .hasMessage(
              "Token id -100 at position 1: expected 0 or more. (-100 marks ignored labels; they"
                  + " have no text.)");
    }
  }

  @Test
  void anEmptyOrBlankText_isOnlyEndOfSequence() {
    try (Tokenizer tokenizer = builder().build()) {
      for (String text : List.of("", " ", "\n\t ", "\u00a0")) {
        assertThat(tokenizer.target(text)).isEqualTo(new TokenIds(new int[] {1}, 1));
      }
    }
  }

  @Test
  void anUnpairedSurrogate_isTheReplacementCharacter() {
    Vocabulary vocabulary =
        VocabularyTrainer.create().minimumCount(1).train(List.of("a b \ud83d\ude00 \ufffd"));
    try (Tokenizer tokenizer = builder().file(vocabulary.write(folder)).build()) {
      for (String text : List.of("\ud83d", "a\ud83d b", "\ude00\ud83d", "\ud83d\ude00\ud83d")) {
        String repaired = text.replaceAll("(?<!\ud83d)\ude00|\ud83d(?!\ude00)", "\ufffd");
        assertThat(tokenizer.decode(tokenizer.target(text).ids())).isEqualTo(repaired);
      }
    }
  }

  @Test
  void controlCharacters_areUnknownTokens() {
    try (Tokenizer tokenizer = builder().build()) {
      assertThat(tokenizer.target("The\0 bridge\u0007").ids())
          .isEqualTo(ids("▁The", "<unk>", "▁bridge", "<unk>", "</s>"));
    }
  }

  @Test
  void aSpecialTokenWrittenInTheText_isThatToken() {
    try (Tokenizer tokenizer = builder().build()) {
      assertThat(tokenizer.target("The</s> bridge").ids())
          .isEqualTo(ids("▁The", "</s>", "▁bridge", "</s>"));
    }
  }

  @Test
  void aTextOf200000Words_isCountedAndCut() {
    String text =
        IntStream.range(0, 200_000).mapToObj(i -> "bridge").collect(Collectors.joining(" "));
    try (Tokenizer tokenizer = builder().build()) {
      TokenIds ids = tokenizer.source(text);

      assertThat(ids.ids()).hasSize(512).endsWith(1);
      assertThat(ids.fullLength()).isEqualTo(200_001);
    }
  }

  @Test
  void aWordOf100000Letters_isCountedAndCut() {
    try (Tokenizer tokenizer = builder().build()) {
      TokenIds ids = tokenizer.source("e".repeat(100_000));

      assertThat(ids.ids()).hasSize(512).endsWith(1);
      assertThat(ids.fullLength()).isEqualTo(100_002); // the word mark and end-of-sequence
    }
  }

  @Test
  void afterClose_everyUseIsReported() {
    Tokenizer tokenizer = builder().build();
    tokenizer.close();
    tokenizer.close();

    assertThatThrownBy(() -> tokenizer.source("The"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The tokenizer of " + file + " is closed. Close it after its last use.");
    assertThatThrownBy(() -> tokenizer.target("The")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tokenizer.decode(new int[] {5}))
        .isInstanceOf(IllegalStateException.class);
    assertThat(tokenizer.vocabularySize()).isPositive(); // needs no native memory
  }

  private static int open() {
    return NativeMemory.held(NativeTokenizer.KIND);
  }

  @Test
  void nativeMemory_isFreedOnce() {
    int before = open();
    Tokenizer tokenizer = builder().build();
    assertThat(open()).isEqualTo(before + 1);

    tokenizer.close();
    tokenizer.close();

    assertThat(open()).isEqualTo(before);
  }

  @Test
  void nativeMemory_isFreedWhenBuildingFails() {
    int before = open();

    assertThatThrownBy(() -> builder().prefix(TEXT).maxSourceLength(10).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxSourceLength: expected more than the 10 tokens of the prefix '"
                + TEXT
                + "' and end-of-sequence, got 10. No article would be left.");

    assertThat(open()).isEqualTo(before);
  }

  @Test
  void aForgottenTokenizer_isFreedByTheCollector() throws Exception {
    int before = open();
    forget();
    for (int i = 0; i < 200 && open() > before; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(open()).isEqualTo(before);
  }

  private void forget() {
    Tokenizer tokenizer = builder().build();
    assertThat(tokenizer.target("The").ids()).isNotEmpty();
  }
}
