package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The small JSON files of a checkpoint, read strictly and written the way Python does.
 *
 * <p>They are not trusted: what is larger than any real one is refused before it is read, and what
 * is nested deeper than 500 levels or has a number of more than 1,000 digits (Jackson's limits)
 * while it is.
 */
public final class Json {
  /** Some ten times the largest index of shards; a tree of it takes some 100 MB at worst. */
  private static final int MAX_BYTES = 4 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Python writes NaN and Infinity as bare words: read them, so that a message can name the
          // field, and write them back the same way.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .build();

  /** As {@code json.dumps(value, indent=2)}. */
  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private Json() {}

  static ObjectNode emptyObject() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads a file that holds one object.
   *
   * @throws CheckpointException if it cannot be read, is too large, or holds something else
   */
  public static ObjectNode readObject(Path file) {
    try {
      byte[] bytes = readSmall(file, MAX_BYTES);
      return parseObject(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), file);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be read", e);
    }
  }

  /**
   * The content of a file that is small if it is what it should be.
   *
   * @throws CheckpointException if it is larger, or no file but a device, say, that never ends
   */
  public static byte[] readSmall(Path file, int maxBytes) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CheckpointException(file, "is to be a file, but is something else");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new CheckpointException(
            file, "is too large; a file of this kind has at most " + maxBytes + " bytes");
      }
      return bytes;
    }
  }

  static ObjectNode parseObject(String text, Path source) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new CheckpointException(source, "is not valid JSON: " + reason(e));
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new CheckpointException(
        source, "must hold a JSON object, but holds " + root.getNodeType());
  }

  /** What is wrong and on which line, without Jackson's own account of the place. */
  static String reason(JacksonException e) {
    String message = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
    TokenStreamLocation place = e.getLocation();
    return Excerpt.of(message)
        + (place == null || place.getLineNr() < 1 ? "" : ", on line " + place.getLineNr());
  }

  /** One line, for messages, not long; {@code JsonNode.toString} would put NaN in quotes. */
  public static String text(JsonNode value) {
    return Excerpt.of(MAPPER.writeValueAsString(value));
  }

  static byte[] toBytes(ObjectNode object) {
    return (WRITER.writeValueAsString(object) + "\n").getBytes(UTF_8);
  }
}
