package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerErrorTest {
  @TempDir Path folder;

  private static void assertBuildFails(Path file, String... parts) {
    assertThatThrownBy(() -> Tokenizer.builder().file(file).build())
        .isInstanceOf(TokenizerException.class)
        .hasMessageContainingAll(parts);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("tokenizer.json"), content);
  }

  private String good() throws Exception {
    return Files.readString(TestTokenizer.vocabulary().write(folder.resolve("good")));
  }

  @Test
  void aMissingFile_isReported() {
    Path missing = folder.resolve("none");

    assertBuildFails(
        missing,
        "Tokenizer file " + missing + " does not exist.",
        "Expected a tokenizer.json or a folder that holds one",
        "working folder is " + Path.of("").toAbsolutePath());
  }

  @Test
  void aFolderWithoutTokenizer_isReported() {
    assertBuildFails(
        folder, "Folder " + folder + " has no tokenizer.json.", "save_pretrained(folder)");
  }

  @Test
  void damagedJson_isReported() throws Exception {
    Path file = file(good().substring(0, 300));

    assertBuildFails(file, "Tokenizer file " + file + ": expected JSON, but it is damaged: ");
  }

  @Test
  void aGitLfsPointer_isReported() throws Exception {
    Path file = file("version https://git-lfs.github.com/spec/v1\nsize 1000\n");

    assertBuildFails(file, "expected JSON, but it is damaged", "Git LFS pointer");
  }

  @Test
  void bytesThatAreNotUtf8_areReported() throws Exception {
    Path file = folder.resolve("tokenizer.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});

    assertBuildFails(file, "expected JSON, but it is damaged");
  }

  @Test
  void jsonOfSomethingElse_isReported() throws Exception {
    assertBuildFails(
        file("{\"d_model\": 512}"),
        "expected Hugging Face's tokenizer format with a \"model\" section, but there is none");
    assertBuildFails(file("[1, 2]"), "but there is none");
    assertBuildFails(file(""), "expected");
  }

  @Test
  void aModelWithoutVocabulary_isReported() throws Exception {
    assertBuildFails(
        file("{\"model\": {\"type\": \"Unigram\"}}"), "expected a vocabulary, but it has no token");
  }

  @Test
  void aModelTheLibraryDoesNotKnow_isReported() throws Exception {
    Path file = file(good().replace("\"Unigram\"", "\"Pentagram\""));

    assertBuildFails(
        file,
        "Tokenizer file " + file + ": expected a tokenizer that version 0.21",
        "Save the tokenizer again with a matching version.");
  }

  @Test
  void aSpecialTokenThatIsNotThere_isReportedWithThoseThatAre() throws Exception {
    Path file = file(good());

    assertThatThrownBy(() -> Tokenizer.builder().file(file).eosToken("[SEP]").build())
        .isInstanceOf(TokenizerException.class)
        .hasMessage(
            "Tokenizer file "
                + file
                + ": expected the special token '[SEP]', but it has only [<pad>, </s>, <unk>]."
                + " Name the right one with eosToken(...).");
    assertThatThrownBy(() -> Tokenizer.builder().file(file).padToken("[PAD]").build())
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("padToken(...)");
  }

  @Test
  void aTemplateThatAddsOtherTokens_isReported() throws Exception {
    Path file =
        file(
            good()
                .replace(
                    "\"single\":[{\"Sequence\"",
                    "\"single\":[{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}},{\"Sequence\""));

    assertBuildFails(
        file,
        "expected a T5-family tokenizer, which adds only end-of-sequence (id 1) to a text",
        "adds the ids [1, 1]");
  }

  @Test
  void wrongOptions_areReportedAtOnce() {
    assertThatThrownBy(() -> Tokenizer.builder().maxSourceLength(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxSourceLength: expected at least 2 tokens, one of them end-of-sequence, got 1.");
    assertThatThrownBy(() -> Tokenizer.builder().maxTargetLength(-5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxTargetLength: expected at least 2 tokens, one of them end-of-sequence, got -5.");
    assertThatThrownBy(() -> Tokenizer.builder().eosToken(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("eosToken: expected the text of a special token, got an empty text.");
    assertThatThrownBy(() -> Tokenizer.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "file: expected a tokenizer.json or its folder, but none was given. Call file(...).");
  }

  @Test
  void builders_areNotChangedBySetters() {
    Tokenizer.Builder builder = TestTokenizer.builder(folder);
    builder.prefix("The ");
    builder.maxSourceLength(3);

    try (Tokenizer tokenizer = builder.build()) {
      assertThat(tokenizer.prefix()).isEmpty();
      assertThat(tokenizer.maxSourceLength()).isEqualTo(512);
    }
  }
}
