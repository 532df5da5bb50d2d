package io.summarizer.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tokenizer.json that was read and understood as far as the native library does not tell.
 *
 * @param path the file
 * @param json its whole text
 * @param vocabularySize the highest token id plus one
 * @param specialTokens the special tokens and their ids, in the file's order
 */
record TokenizerFile(
    Path path, String json, int vocabularySize, Map<String, Integer> specialTokens) {

  static final String NAME = "tokenizer.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SAVE_HINT =
      "Save the model's tokenizer again (in Python: tokenizer.save_pretrained(folder)).";

  /** Reads a tokenizer.json, or the one in a folder. */
  static TokenizerFile read(Path fileOrFolder) {
    Path path = locate(fileOrFolder);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new TokenizerException(
          "Tokenizer file " + path + " cannot be read: " + e + ". Check its permissions.", e);
    }
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected JSON, but it is damaged: "
              + e.getOriginalMessage()
              + ". Copy the file again; it may be cut off or a Git LFS pointer.",
          e);
    }
    if (!root.path("model").isObject()) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected Hugging Face's tokenizer format with a \"model\" section, but there is"
              + " none. "
              + SAVE_HINT);
    }
    Map<String, Integer> special = new LinkedHashMap<>();
    int highest = highestModelId(root.path("model").path("vocab"));
    for (JsonNode token : root.path("added_tokens")) {
      int id = token.path("id").asInt(-1);
      highest = Math.max(highest, id);
      if (token.path("special").asBoolean(false)) {
        special.put(token.path("content").asString(""), id);
      }
    }
    if (highest < 0) {
      throw new TokenizerException(
          "Tokenizer file " + path + ": expected a vocabulary, but it has no token. " + SAVE_HINT);
    }
    return new TokenizerFile(path, new String(bytes, StandardCharsets.UTF_8), highest + 1, special);
  }

  /** Returns the id of a special token. {@code option} is the setting that named it. */
  int specialId(String option, String token) {
    Integer id = specialTokens.get(token);
    if (id == null) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected the special token '"
              + token
              + "', but it has only "
              + specialTokens.keySet()
              + ". Name the right one with "
              + option
              + "(...).");
    }
    return id;
  }

  private static Path locate(Path path) {
    if (!Files.exists(path)) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + " does not exist. Expected a tokenizer.json or a folder that holds one; working"
              + " folder is "
              + Path.of("").toAbsolutePath()
              + ".");
    }
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path file = path.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new TokenizerException(
          "Folder "
              + path
              + " has no tokenizer.json. Models with only a spiece.model need it made once (in"
              + " Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder)).");
    }
    return file;
  }

  /** Unigram lists its pieces in order of id; the other models map each piece to its id. */
  private static int highestModelId(JsonNode vocab) {
    if (vocab.isArray()) {
      return vocab.size() - 1;
    }
    int highest = -1;
    for (JsonNode id : vocab) {
      highest = Math.max(highest, id.asInt(-1));
    }
    return highest;
  }
}
