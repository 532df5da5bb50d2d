package io.summarizer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.error.Remedy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokenizer files made to do harm; several of them end the process if they reach the library. */
class HostileTokenizerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SAVE =
      " Save the model's tokenizer again (in Python: tokenizer.save_pretrained(folder)).";
  private static final String TABLE =
      ": expected a precompiled_charsmap that is whole, got something else." + SAVE;
  private static final String REGEX =
      ": expected a Regex that matches no empty text, got something else." + SAVE;
  private static final String IDS =
      ": expected token ids from 0 to 16777215, got something else." + SAVE;

  @TempDir Path folder;

  private Path tokenizer(Consumer<ObjectNode> change) throws IOException {
    Path file = TestTokenizer.vocabulary().write(folder);
    ObjectNode json = (ObjectNode) JSON.readTree(file);
    change.accept(json);
    Files.write(file, JSON.writeValueAsBytes(json));
    return file;
  }

  private static Consumer<ObjectNode> id(Object id) {
    return json -> ((ObjectNode) json.path("added_tokens").path(0)).set("id", JSON.valueToTree(id));
  }

  private static Consumer<ObjectNode> normalizer(String normalizer) {
    return json -> json.set("normalizer", JSON.readTree(normalizer));
  }

  private static Consumer<ObjectNode> table(byte... bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    return normalizer(
        "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Precompiled\","
            + " \"precompiled_charsmap\": \""
            + base64
            + "\"}]}");
  }

  /** A trie of 256 units, of which the given one is as given, and replacements. */
  private static byte[] trie(int place, int unit, String replacements) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 1024 + replacements.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 1024).putInt(4 + 4 * place, unit);
    bytes.position(4 + 1024).put(replacements.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return bytes.array();
  }

  private static Consumer<ObjectNode> regex(String regex) {
    return normalizer(
        "{\"type\": \"Replace\", \"pattern\": {\"Regex\": "
            + JSON.writeValueAsString(regex)
            + "}, \"content\": \"\"}");
  }

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("an id of 2^31-1", id(Integer.MAX_VALUE), IDS),
        arguments("an id of 2^40", id(1L << 40), IDS),
        arguments("a negative id", id(-1), IDS),
        arguments("an id that is text", id("1"), IDS),
        arguments("an empty table", table(), TABLE),
        arguments(
            "a table shorter than it says", table((byte) 8, (byte) 0, (byte) 0, (byte) 0), TABLE),
        arguments("a root outside of the trie", table(trie(0, 1 << 10 << 9, "")), TABLE),
        arguments("a child outside of the trie", table(trie('a', 'a' | 512 << 10, "")), TABLE),
        arguments(
            "a replacement outside of the table",
            table(trie('a', 'a' | 1 << 8 | 'a' << 10 ^ 0, "")),
            null),
        arguments(
            "a table that is no Base64", normalizer("{\"precompiled_charsmap\": \"?\"}"), TABLE),
        arguments(
            "no table",
            normalizer("{\"type\": \"Precompiled\"}"),
            ": expected a precompiled_charsmap for each Precompiled, got something else." + SAVE),
        arguments("a pattern of nothing", regex(" {0,}"), REGEX),
        arguments(
            "a pattern that fills the stack",
            regex("a?".repeat(100_000)),
            ": expected a Regex of at most 2000 characters, got something else." + SAVE),
        arguments("a pattern of a place", regex("\\b"), REGEX),
        arguments("a pattern that looks around", regex("(?=a)"), REGEX),
        arguments("a pattern that is none", regex("("), REGEX),
        arguments(
            "a template that names no token",
            (Consumer<ObjectNode>)
                json -> ((ObjectNode) json.path("post_processor")).putObject("special_tokens"),
            ": expected a T5-family tokenizer, which adds only end-of-sequence (id 1) to a text,"
                + " but this one adds something else. Use the tokenizer of a T5 model, or name the"
                + " token with eosToken(...)."),
        arguments(
            "a large template",
            (Consumer<ObjectNode>)
                json -> ((ObjectNode) json.path("post_processor")).put("type", "a".repeat(1 << 16)),
            ": expected UTF-8 and at most 65536 bytes of post_processor, got something else."
                + SAVE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_file_that_could_do_harm_is_refused(
      String name, Consumer<ObjectNode> change, @org.jspecify.annotations.Nullable String message)
      throws IOException {
    Path file = tokenizer(change);
    if (message == null) { // a leaf of 0 means the empty replacement, which is there
      Tokenizer.builder().file(file).build().close();
      return;
    }
    assertThatThrownBy(() -> Tokenizer.builder().file(file).build().close())
        .isInstanceOfSatisfying(
            TokenizerException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.FIX_INPUT))
        .hasMessage("Tokenizer file " + file + message);
  }

  @Test
  void patterns_and_tables_of_real_files_are_taken() throws IOException {
    for (Consumer<ObjectNode> change :
        Stream.of(regex(" {2,}"), regex("\\s+"), regex("[^a-z]+"), table(trie(0, 0, "")))
            .toList()) {
      try (Tokenizer tokenizer = Tokenizer.builder().file(tokenizer(change)).prefix("").build()) {
        assertThat(tokenizer.target("the minister").ids()).endsWith(1);
      }
    }
  }

  @Test
  void a_text_that_the_library_fails_on_is_told() throws IOException {
    Path file =
        tokenizer(
            json -> {
              ObjectNode model = json.putObject("model").put("type", "WordLevel");
              model.put("unk_token", "none").putObject("vocab").put("<pad>", 0).put("</s>", 1);
              json.putArray("added_tokens")
                  .add(JSON.readTree(special(0, "<pad>")))
                  .add(JSON.readTree(special(1, "</s>")));
            });
    try (Tokenizer tokenizer = Tokenizer.builder().file(file).prefix("").build()) {
      assertThatThrownBy(() -> tokenizer.target("word"))
          .isInstanceOf(TokenizerException.class)
          .hasMessage(
              "Tokenizer file "
                  + file
                  + ": expected a tokenizer for any text, but of this one it says: WordLevel error:"
                  + " Missing [UNK] token from the vocabulary. Save the tokenizer again in Python.");
    }
  }

  private static String special(int id, String content) {
    return "{\"id\": "
        + id
        + ", \"content\": \""
        + content
        + "\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false,"
        + " \"special\": true}";
  }

  @Test
  void a_large_file_takes_little_more_memory_than_its_size() throws IOException {
    Path file =
        tokenizer(
            json -> {
              ArrayNode nothing = json.putObject("model").putArray("vocab");
              for (int i = 0; i < 1 << 20; i++) {
                nothing.addArray();
              }
            });
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> Tokenizer.builder().file(file).build().close())
        .isInstanceOf(TokenizerException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(12 * Files.size(file));
  }
}
