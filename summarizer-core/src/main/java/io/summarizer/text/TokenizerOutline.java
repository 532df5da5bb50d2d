package io.summarizer.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a tokenizer.json says of its ids, read as a stream: as a tree a hostile file would take
 * twenty times its size.
 */
final class TokenizerOutline {
  /** As many rows as an embedding may have. */
  private static final int MAX_ID = (1 << 24) - 1;

  /** A template of two special tokens takes some 1,000 bytes. */
  private static final int MAX_TEMPLATE_BYTES = 1 << 16;

  private static final Set<String> STAGES = Set.of("normalizer", "pre_tokenizer", "decoder");

  /** What makes a match depend on the text around it. */
  private static final Pattern CONTEXT =
      Pattern.compile("\\(\\?(?!:)|\\\\[bBGKAzZyY]|(?<!\\[)\\^|\\$");

  /** Several times the longest of known tokenizers; a longer one can fill the stack. */
  private static final int MAX_REGEX = 2000;

  private static final String PROBE = "a b1. Z\t-\u2581\u00e9\n";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final Map<String, Integer> specialTokens = new LinkedHashMap<>();
  private boolean hasModel;
  private int highestId = -1;
  private int templateBegin;
  private int templateEnd;

  private TokenizerOutline(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the content of a file.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   * @throws IllegalArgumentException if it has what the native library must not see
   */
  static TokenizerOutline of(byte[] json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      TokenizerOutline outline = new TokenizerOutline(parser);
      outline.readRoot();
      return outline;
    }
  }

  boolean hasModel() {
    return hasModel;
  }

  /** The highest token id, -1 without tokens. */
  int highestId() {
    return highestId;
  }

  /** The special tokens and their ids, in the file's order. */
  Map<String, Integer> specialTokens() {
    return specialTokens;
  }

  /**
   * The tokens that are added to a text, by the JSON of {@code post_processor}; empty if the file
   * has none.
   */
  String template(byte[] json) {
    return new String(json, templateBegin, templateEnd - templateBegin, StandardCharsets.UTF_8);
  }

  /** The file's text with {@code null} in the place of the template. */
  String withoutTemplate(byte[] json) {
    return new String(json, 0, templateBegin, StandardCharsets.UTF_8)
        + (templateEnd == 0 ? "" : "null")
        + new String(json, templateEnd, json.length - templateEnd, StandardCharsets.UTF_8);
  }

  private void readRoot() {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (field.equals("model") && value == JsonToken.START_OBJECT) {
          hasModel = true;
          readModel();
        } else if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
          readAddedTokens();
        } else if (STAGES.contains(field)) {
          checkStage();
        } else if (field.equals("post_processor")) {
          readTemplate();
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    parser.nextToken(); // what follows may be no JSON
  }

  /** Looks for what the native library would end the process of, at any depth. */
  private void checkStage() {
    int depth = 0;
    int tables = 0;
    do {
      JsonToken token = parser.currentToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      String field = token == JsonToken.VALUE_STRING ? String.valueOf(parser.currentName()) : "";
      if (field.equals("type") && parser.getString().equals("Precompiled")) {
        tables++;
      } else if (field.equals("precompiled_charsmap")) {
        tables--;
        require(CharsMap.isSound(parser.getString()), "a precompiled_charsmap that is whole");
      } else if (field.equals("Regex")) {
        String regex = parser.getString();
        require(regex.length() <= MAX_REGEX, "a Regex of at most " + MAX_REGEX + " characters");
        require(isSafe(regex), "a Regex that matches no empty text");
      }
    } while (depth > 0 && parser.nextToken() != null);
    require(tables == 0, "a precompiled_charsmap for each Precompiled");
  }

  /** A pattern that matches between characters leads the library out of the text. */
  private static boolean isSafe(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      return !CONTEXT.matcher(regex).find()
          && pattern.matcher("").results().findAny().isEmpty()
          && pattern.matcher(PROBE).results().noneMatch(match -> match.start() == match.end());
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }

  private void readTemplate() {
    long begin = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    long end = parser.currentLocation().getByteOffset();
    require(
        begin >= 0 && end - begin <= MAX_TEMPLATE_BYTES,
        "UTF-8 and at most " + MAX_TEMPLATE_BYTES + " bytes of post_processor");
    templateBegin = (int) begin;
    templateEnd = (int) end;
  }

  private void readModel() {
    for (String field = parser.nextName(); field != null; field = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (field.equals("vocab") && value == JsonToken.START_ARRAY) {
        readPieces();
      } else if (field.equals("vocab") && value == JsonToken.START_OBJECT) {
        while (parser.nextName() != null) {
          parser.nextToken();
          readId();
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Unigram lists its pieces in order of id; the other models map each piece to its id. */
  private void readPieces() {
    int pieces = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
      pieces++;
    }
    highestId = Math.max(highestId, pieces - 1);
  }

  private void readAddedTokens() {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readAddedToken();
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readAddedToken() {
    int id = -1;
    String content = "";
    boolean special = false;
    for (String field = parser.nextName(); field != null; field = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (field.equals("id")) {
        id = readId();
      } else if (field.equals("content") && value == JsonToken.VALUE_STRING) {
        content = parser.getString();
      } else if (field.equals("special")) {
        special = value == JsonToken.VALUE_TRUE;
        parser.skipChildren();
      } else {
        parser.skipChildren();
      }
    }
    if (special && id >= 0) {
      specialTokens.put(content, id);
    }
  }

  @CanIgnoreReturnValue
  private int readId() {
    boolean isInt =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() == JsonParser.NumberType.INT;
    int id = isInt ? parser.getIntValue() : -1;
    require(id >= 0 && id <= MAX_ID, "token ids from 0 to " + MAX_ID);
    highestId = Math.max(highestId, id);
    return id;
  }
}
