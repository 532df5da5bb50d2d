package io.summarizer.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pieces of a new tokenizer, in the order of their ids. It is written as the files Hugging Face
 * and {@link Tokenizer} read, with T5's layout: {@code <pad>} is 0, {@code </s>} is 1, {@code
 * <unk>} is 2, and {@code </s>} ends every text.
 */
public final class Vocabulary {
  static final List<String> SPECIAL_TOKENS = List.of("<pad>", "</s>", "<unk>");
  static final String WORD_START = "\u2581";

  private static final int SCORE_DECIMALS = 4;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** T5's tokenizer.json but for its character table, in the place of which stands NFC. */
  private static final String TOKENIZER =
      """
      {
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": [
          {"id": 0, "content": "<pad>", "single_word": false, "lstrip": false, "rstrip": false,
           "normalized": false, "special": true},
          {"id": 1, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
           "normalized": false, "special": true},
          {"id": 2, "content": "<unk>", "single_word": false, "lstrip": false, "rstrip": false,
           "normalized": false, "special": true}
        ],
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {
          "type": "Sequence",
          "pretokenizers": [
            {"type": "WhitespaceSplit"},
            {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always",
             "split": true}
          ]
        },
        "post_processor": {
          "type": "TemplateProcessing",
          "single": [
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "</s>", "type_id": 0}}
          ],
          "pair": [
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "</s>", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": 0}},
            {"SpecialToken": {"id": "</s>", "type_id": 0}}
          ],
          "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}
        },
        "decoder": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always",
          "split": true},
        "model": {"type": "Unigram", "unk_id": 2, "vocab": [], "byte_fallback": false}
      }
      """;

  private static final String CONFIGURATION =
      """
      {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "pad_token": "<pad>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "clean_up_tokenization_spaces": false
      }
      """;

  private final List<Piece> pieces;

  /** Holds pieces, the most frequent first, without the special tokens. */
  Vocabulary(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** A piece and how often it occurred; 0 for a character that never stood alone. */
  record Piece(String text, long count) {
    /** The logarithm of the piece's share in the total; what never occurred counts as once. */
    double logProbability(double total) {
      return StrictMath.log(Math.max(count, 1) / total);
    }
  }

  /** Returns the number of pieces, the special tokens included. */
  public int size() {
    return SPECIAL_TOKENS.size() + pieces.size();
  }

  /** Returns the pieces in the order of their ids, the special tokens first. */
  public List<String> pieces() {
    List<String> all = new ArrayList<>(SPECIAL_TOKENS);
    pieces.forEach(piece -> all.add(piece.text()));
    return all;
  }

  /**
   * Writes tokenizer.json, and tokenizer_config.json with which Hugging Face's {@code
   * AutoTokenizer} opens the folder. Files of these names are replaced.
   *
   * @param folder where to write; made if missing
   * @return the tokenizer.json
   * @throws TokenizerException if a file cannot be written
   */
  @CanIgnoreReturnValue
  public Path write(Path folder) {
    Path file = folder.resolve(TokenizerFile.NAME);
    JsonNode tokenizer = JSON.readTree(TOKENIZER);
    ((ObjectNode) tokenizer.path("model")).set("vocab", scores());
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, JSON.writeValueAsBytes(tokenizer));
      AtomicFile.write(
          folder.resolve("tokenizer_config.json"),
          JSON.writeValueAsBytes(JSON.readTree(CONFIGURATION)));
    } catch (IOException e) {
      throw new TokenizerException(
          "Tokenizer file "
              + file
              + " cannot be written: "
              + e
              + ". Expected a folder that may be written to, on a disk with room.",
          e);
    }
    return file;
  }

  /**
   * The form in which characters are counted and looked up: composed, and U+FFFD for surrogates
   * without a partner, as in {@link Tokenizer}; else left as they are.
   */
  static String normalize(String text) {
    return Normalizer.normalize(Tokenizer.wellFormed(text), Normalizer.Form.NFC);
  }

  /**
   * Returns the pieces with their scores: the logarithm of the probability, less a penalty.
   *
   * <p>Of the ways to split a word the Unigram model takes the one with the highest sum of scores.
   * The penalty outweighs the rarest piece's logarithm, so that any two pieces together score below
   * any single one: a word of the vocabulary is never split.
   */
  private ArrayNode scores() {
    double total = pieces.stream().mapToDouble(piece -> Math.max(piece.count(), 1)).sum();
    double rarest = pieces.stream().mapToDouble(p -> p.logProbability(total)).min().orElse(0);
    double penalty = 1 - rarest;
    ArrayNode scores = JSON.createArrayNode();
    SPECIAL_TOKENS.forEach(token -> scores.addArray().add(token).add(0.0));
    for (Piece piece : pieces) {
      // A decimal, since Java versions differ in how they print a double.
      BigDecimal score =
          new BigDecimal(piece.logProbability(total) - penalty)
              .setScale(SCORE_DECIMALS, RoundingMode.HALF_EVEN);
      scores.addArray().add(piece.text()).add(score);
    }
    return scores;
  }
}
