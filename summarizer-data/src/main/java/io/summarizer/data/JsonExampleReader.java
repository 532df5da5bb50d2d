package io.summarizer.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads examples from an opened JSON Lines or JSON array file, as one stream of JSON values. */
final class JsonExampleReader implements ExampleReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // After a bad line a new parser goes on with the same source.
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  /** The most that a list of texts may have, as in Parquet, and an object of fields. */
  private static final int MAX_LENGTH = 1 << 16;

  private final Path path;
  private final FieldNames fields;
  // Jackson reads the bytes itself too, but guesses the encoding and then cannot tell the line.
  private final Utf8Reader text;
  private final LineFeeder lines;
  private JsonParser parser;
  private long linesBefore;
  private long charsBefore;
  private boolean inArray;
  private boolean fieldsFound;
  private long rowNumber;

  private JsonExampleReader(Path path, FieldNames fields, Utf8Reader text) {
    this.path = path;
    this.fields = fields;
    this.text = text;
    this.lines = new LineFeeder(text);
    this.parser = JSON.createParser(ObjectReadContext.empty(), lines);
  }

  /** Opens a file. */
  static JsonExampleReader open(Path path, FieldNames fields) {
    return new JsonExampleReader(path, fields, Utf8Reader.open(path));
  }

  @Override
  public @Nullable Example read() {
    text.startRecord();
    try {
      JsonToken token = nextValue();
      if (token == null) {
        return null;
      }
      rowNumber++;
      if (token != JsonToken.START_OBJECT) {
        DataException noObject = noObject(token);
        parser.skipChildren();
        requireUtf8();
        throw noObject;
      }
      var object = new JsonObject(line());
      object.read();
      requireUtf8();
      return object.example();
    } catch (JacksonException e) {
      DataException malformed = malformed(e);
      startAtNextLine();
      requireUtf8();
      throw malformed;
    }
  }

  @Override
  public void close() {
    parser.close();
    text.close();
  }

  /** Returns the token that starts the next row, or null at the end. */
  private @Nullable JsonToken nextValue() {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY && rowNumber == 0 && !inArray) {
      inArray = true;
      token = parser.nextToken();
    }
    if (inArray && token == JsonToken.END_ARRAY) {
      token = parser.nextToken();
      if (token != null) {
        throw new DataException(
            here() + ": expected nothing after the array, but here is " + describe(token));
      }
    }
    if (token == null && rowNumber == 0) {
      throw new DataException(path + " is empty; expected one JSON object per line");
    }
    return token;
  }

  private void requireUtf8() {
    text.requireUtf8UpToChar(() -> charsBefore + parser.currentLocation().getCharOffset());
  }

  private void startAtNextLine() {
    parser.close();
    lines.skipLine();
    linesBefore = lines.lines();
    charsBefore = lines.chars();
    parser = JSON.createParser(ObjectReadContext.empty(), lines);
  }

  /** The row that the parser stands at. */
  private final class JsonObject {
    private final long line;
    private String article = "";
    private String id = "";
    private List<String> references = List.of();
    private final List<String> extraReferences = new ArrayList<>();
    private final Set<String> present = new LinkedHashSet<>();
    private @Nullable DataException problem;

    JsonObject(long line) {
      this.line = line;
    }

    /** Reads it to its end, so that the next can be read even if this one is bad. */
    void read() {
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        parser.nextToken();
        if (!fieldsFound && present.size() < MAX_LENGTH) {
          present.add(name);
        }
        readField(name);
      }
    }

    Example example() {
      if (problem != null) {
        throw problem;
      }
      if (!fieldsFound) {
        fields.requireIn(present, path + ", line " + line + ": the first object");
        fieldsFound = true;
      }
      List<String> summaries = references.isEmpty() ? List.of("") : references;
      extraReferences.addAll(0, summaries.subList(1, summaries.size()));
      return new Example(
          id.isBlank() ? Long.toString(rowNumber) : id, article, summaries.get(0), extraReferences);
    }

    private void readField(String name) {
      if (name.equals(fields.article())) {
        article = text(name);
      } else if (name.equals(fields.summary())) {
        references = texts(name);
      } else if (name.equals(fields.id())) {
        id = id(name);
      } else if (fields.references().contains(name)) {
        texts(name).stream().filter(text -> !text.isBlank()).forEach(extraReferences::add);
      } else {
        parser.skipChildren();
      }
    }

    private String text(String field) {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> Texts.wellFormed(parser.getString());
        case VALUE_NULL -> "";
        default -> wrongType(field, "a string or null", "is");
      };
    }

    private List<String> texts(String field) {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> List.of(Texts.wellFormed(parser.getString()));
        case VALUE_NULL -> List.of();
        case START_ARRAY -> elements(field);
        default -> List.of(wrongType(field, "a string, an array of strings or null", "is"));
      };
    }

    private List<String> elements(String field) {
      List<String> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String element =
            parser.currentToken() == JsonToken.VALUE_STRING
                ? Texts.wellFormed(parser.getString())
                : wrongType(field, "an array of strings", "holds");
        if (elements.size() < MAX_LENGTH) {
          elements.add(element);
        } else if (problem == null) {
          problem =
              bad(
                  String.format(
                      Locale.ROOT,
                      "the field '%s' has more than %,d texts; leave some out",
                      field,
                      MAX_LENGTH));
        }
      }
      return elements;
    }

    private String id(String field) {
      return switch (parser.currentToken()) {
        case VALUE_STRING -> Texts.wellFormed(parser.getString());
        case VALUE_NUMBER_INT -> parser.getString();
        case VALUE_NULL -> "";
        default -> wrongType(field, "a string, an integer or null", "is");
      };
    }

    private String wrongType(String field, String expected, String verb) {
      if (problem == null) {
        problem =
            bad(
                String.format(
                    Locale.ROOT,
                    "the field '%s' must be %s, but %s %s",
                    field,
                    expected,
                    verb,
                    describe(parser.currentToken())));
      }
      parser.skipChildren();
      return "";
    }
  }

  private DataException noObject(JsonToken token) {
    return bad(
        "expected one JSON object per line, but here is "
            + describe(token)
            + "; write each example as an object of its own");
  }

  private DataException bad(String reason) {
    return new DataException(new BadRecord(path.toString(), "line " + line(), reason));
  }

  private DataException malformed(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    long line = location == null ? line() : linesBefore + location.getLineNr();
    String reason = "not valid JSON: " + e.getOriginalMessage();
    return inArray
        ? new DataException(path + ", line " + line + ": " + reason, e)
        : new DataException(new BadRecord(path.toString(), "line " + line, reason), e);
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
    return path + ", line " + line();
  }

  private long line() {
    return linesBefore + parser.currentTokenLocation().getLineNr();
  }
}
