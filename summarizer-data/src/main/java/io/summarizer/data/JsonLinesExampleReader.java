package io.summarizer.data;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads examples from an opened JSON Lines file, as one stream of JSON values. */
final class JsonLinesExampleReader implements ExampleReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Path path;
  private final FieldNames fields;
  private final JsonParser parser;
  private long rowNumber;

  private JsonLinesExampleReader(Path path, FieldNames fields) {
    this.path = path;
    this.fields = fields;
    // Jackson reads the bytes itself too, but guesses the encoding and then cannot tell the line.
    this.parser = JSON.createParser(ObjectReadContext.empty(), Utf8Reader.open(path));
  }

  /** Opens a file. */
  static JsonLinesExampleReader open(Path path, FieldNames fields) {
    return new JsonLinesExampleReader(path, fields);
  }

  @Override
  public @Nullable Example read() {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        if (rowNumber == 0) {
          throw new DataException(path + " is empty; expected one JSON object per line");
        }
        return null;
      }
      if (token != JsonToken.START_OBJECT) {
        throw new DataException(
            here()
                + ": expected one JSON object per line, but here is "
                + describe(token)
                + "; write each example as an object of its own");
      }
      rowNumber++;
      return readObject();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  @Override
  public void close() {
    parser.close();
  }

  private Example readObject() {
    String where = here();
    String article = "";
    String summary = "";
    String id = "";
    Set<String> present = new LinkedHashSet<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      present.add(name);
      if (name.equals(fields.article())) {
        article = text(name);
      } else if (name.equals(fields.summary())) {
        summary = text(name);
      } else if (name.equals(fields.id())) {
        id = id(name);
      } else {
        parser.skipChildren();
      }
    }
    if (rowNumber == 1) {
      fields.requireIn(present, where + ": the first object");
    }
    return new Example(id.isBlank() ? Long.toString(rowNumber) : id, article, summary);
  }

  private String text(String field) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NULL -> "";
      default -> throw wrongType(field, "a string or null");
    };
  }

  private String id(String field) {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT -> parser.getString();
      case VALUE_NULL -> "";
      default -> throw wrongType(field, "a string, an integer or null");
    };
  }

  private DataException wrongType(String field, String expected) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: the field '%s' must be %s, but is %s",
            here(),
            field,
            expected,
            describe(parser.currentToken())));
  }

  private String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getString();
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getString();
      default -> token.toString();
    };
  }

  private String here() {
    return path + ", line " + parser.currentTokenLocation().getLineNr();
  }

  private DataException malformed(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    String place = location == null ? "" : ", line " + location.getLineNr();
    return new DataException(path + place + " is not valid JSON: " + e.getOriginalMessage(), e);
  }
}
