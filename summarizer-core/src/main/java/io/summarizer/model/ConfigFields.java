package io.summarizer.model;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.CheckpointException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads checked values out of a configuration; a field that is null counts as absent. */
final class ConfigFields {
  private final ObjectNode json;
  private final Path source;

  ConfigFields(ObjectNode json, Path source) {
    this.json = json;
    this.source = source;
  }

  boolean has(String field) {
    return !json.path(field).isMissingNode() && !json.path(field).isNull();
  }

  /** A required integer. */
  int integer(String field, int min, int max) {
    if (!has(field)) {
      throw new CheckpointException(source, "lacks '" + field + "', an integer");
    }
    return integer(field, json.path(field), min, max);
  }

  int integer(String field, int min, int max, int absent) {
    return has(field) ? integer(field, json.path(field), min, max) : absent;
  }

  /** A token id, which newer files may give as a list of one. */
  int tokenId(String field, int vocabSize, int absent) {
    JsonNode value = json.path(field);
    boolean single = value.isArray() && value.size() == 1;
    return has(field) ? integer(field, single ? value.path(0) : value, 0, vocabSize - 1) : absent;
  }

  /** One token id, or a list of up to {@code max} different ones. */
  ImmutableIntArray tokenIds(String field, int vocabSize, int max, int absent) {
    JsonNode value = json.path(field);
    if (!value.isArray() || value.size() == 1) {
      return ImmutableIntArray.of(tokenId(field, vocabSize, absent));
    }
    if (value.isEmpty() || value.size() > max) {
      throw invalid(field, "an integer or a list of 1 to " + max);
    }
    return ImmutableIntArray.copyOf(
        value.valueStream().mapToInt(id -> integer(field, id, 0, vocabSize - 1)).distinct());
  }

  private int integer(String field, JsonNode value, int min, int max) {
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      int number = value.intValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw invalid(field, "an integer from " + min + " to " + max);
  }

  /** A number from {@code min} (included) up to {@code max} (excluded). */
  double number(String field, double min, double max, double absent) {
    if (!has(field)) {
      return absent;
    }
    JsonNode value = json.path(field);
    if (value.isNumber()) {
      double number = value.asDouble();
      if (number >= min && number < max) {
        return number;
      }
    }
    throw invalid(field, "a number from " + min + " to below " + max);
  }

  boolean flag(String field, boolean absent) {
    if (!has(field)) {
      return absent;
    }
    if (json.path(field).isBoolean()) {
      return json.path(field).booleanValue();
    }
    throw invalid(field, "true or false");
  }

  String text(String field, String absent) {
    if (!has(field)) {
      return absent;
    }
    if (json.path(field).isString()) {
      return json.path(field).stringValue();
    }
    throw invalid(field, "a string");
  }

  CheckpointException invalid(String field, String expected) {
    return new CheckpointException(
        source, "'" + field + "' must be " + expected + ", but is " + Json.text(json.path(field)));
  }
}
