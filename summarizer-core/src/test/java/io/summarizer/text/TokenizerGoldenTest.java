package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids and texts of Hugging Face's transformers for our own tokenizer.json. The numbers come
 * from src/test/python/make_tokenizer_golden.py, which says how to run it.
 */
class TokenizerGoldenTest {
  /** Where the script looks for it. */
  private static final Path FOLDER = Path.of("target", "golden-tokenizer");

  private static final JsonNode GOLDEN =
      JsonMapper.builder().build().readTree(TestTokenizer.resource("tokenizer_golden.json"));

  private static Path file = Path.of("");
  private static Tokenizer whole;
  private static Tokenizer cut;

  @BeforeAll
  static void open() {
    file = TestTokenizer.vocabulary().write(FOLDER);
    whole = Tokenizer.builder().file(file).maxTargetLength(10_000).build();
    cut =
        Tokenizer.builder()
            .file(file)
            .prefix("The ")
            .maxSourceLength(GOLDEN.path("max_length").asInt())
            .build();
  }

  @AfterAll
  static void close() {
    whole.close();
    cut.close();
  }

  @Test
  void tokenizer_isTheOneTheNumbersWereMadeWith() throws Exception {
    assertThat(Hashing.sha256().hashBytes(Files.readAllBytes(file)))
        .as("tokenizer.json changed: run make_tokenizer_golden.py again")
        .hasToString(GOLDEN.path("tokenizer_sha256").asString());
  }

  @TestFactory
  Stream<DynamicTest> idsAndText_areThoseOfHuggingFace() {
    List<JsonNode> cases = GOLDEN.path("cases").values().stream().toList();
    assertThat(cases).hasSizeGreaterThan(30);
    return cases.stream()
        .map(
            c ->
                DynamicTest.dynamicTest("'" + c.path("text").asString() + "'", () -> checkCase(c)));
  }

  private static void checkCase(JsonNode golden) {
    String text = golden.path("text").asString();
    int[] ids = ints(golden.path("ids"));

    assertThat(whole.target(text)).isEqualTo(new TokenIds(ids, ids.length));
    assertThat(cut.source(text).ids()).isEqualTo(ints(golden.path("prefixed_and_truncated")));
    assertThat(whole.decode(ids)).isEqualTo(golden.path("decoded").asString());
  }

  private static int[] ints(JsonNode array) {
    return array.values().stream().mapToInt(JsonNode::asInt).toArray();
  }
}
