package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
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

/** The small JSON files of a checkpoint, read strictly and written the way Python does. */
final class Json {
  /** Far above any real configuration or index, far below what would fill the heap. */
  private static final long MAX_BYTES = 64L << 20;

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

  static ObjectNode readObject(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new CheckpointException(
            file, "has " + size + " bytes; a file of this kind has at most " + MAX_BYTES);
      }
      return parseObject(Files.readString(file, UTF_8), file);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be read", e);
    }
  }

  static ObjectNode parseObject(String text, Path source) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new CheckpointException(source, "is not valid JSON: " + e.getOriginalMessage(), e);
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new CheckpointException(
        source, "must hold a JSON object, but holds " + root.getNodeType());
  }

  /** One line, for messages; {@code JsonNode.toString} would put NaN in quotes. */
  static String text(JsonNode value) {
    return MAPPER.writeValueAsString(value);
  }

  static byte[] toBytes(ObjectNode object) {
    return (WRITER.writeValueAsString(object) + "\n").getBytes(UTF_8);
  }
}
