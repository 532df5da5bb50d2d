package io.summarizer.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A tokenizer.json that was read and understood as far as the native library does not tell.
 *
 * @param path the file
 * @param json its text without the template, which is not left to the native library
 * @param vocabularySize the highest token id plus one
 * @param specialTokens the special tokens and their ids, in the file's order
 * @param addedIds what the template adds to a text; none if that cannot be told
 */
record TokenizerFile(
    Path path,
    String json,
    int vocabularySize,
    Map<String, Integer> specialTokens,
    Optional<List<Long>> addedIds) {

  static final String NAME = "tokenizer.json";

  /** Twice the size of the largest known, of a vocabulary of 256,000. */
  private static final int MAX_BYTES = 64 << 20;

  private static final String SAVE_HINT =
      "Save the model's tokenizer again (in Python: tokenizer.save_pretrained(folder)).";

  /** Reads a tokenizer.json, or the one in a folder. */
  static TokenizerFile read(Path fileOrFolder) {
    Path path = locate(fileOrFolder);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new TokenizerException(
          "Tokenizer file " + path + " cannot be read: " + e + ". Check its permissions.", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected at most "
              + MAX_BYTES
              + " bytes, but it has more. "
              + SAVE_HINT);
    }
    TokenizerOutline outline = outline(path, bytes);
    if (!outline.hasModel()) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected Hugging Face's tokenizer format with a \"model\" section, but there is"
              + " none. "
              + SAVE_HINT);
    }
    if (outline.highestId() < 0) {
      throw new TokenizerException(
          "Tokenizer file " + path + ": expected a vocabulary, but it has no token. " + SAVE_HINT);
    }
    return new TokenizerFile(
        path,
        outline.withoutTemplate(bytes),
        outline.highestId() + 1,
        outline.specialTokens(),
        AddedIds.of(outline.template(bytes)));
  }

  private static TokenizerOutline outline(Path path, byte[] bytes) {
    try {
      return TokenizerOutline.of(bytes);
    } catch (JacksonException e) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected JSON, but it is damaged: "
              + e.getOriginalMessage()
              + ". Copy the file again; it may be cut off or a Git LFS pointer.",
          e);
    } catch (IllegalArgumentException e) {
      throw new TokenizerException(
          "Tokenizer file " + path + ": " + e.getMessage() + ", got something else. " + SAVE_HINT,
          e);
    }
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
}
