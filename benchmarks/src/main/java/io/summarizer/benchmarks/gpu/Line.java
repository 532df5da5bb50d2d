package io.summarizer.benchmarks.gpu;

import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** A result, as the tables show it. */
record Line(JsonNode json) {
  private static final String NOTHING = "–";

  String text(String field) {
    JsonNode value = json.path(field);
    return value.isMissingNode() || value.isNull() ? NOTHING : value.asString("");
  }

  boolean is(String field, String value) {
    return text(field).equals(value);
  }

  boolean ok() {
    return json.path("ok").asBoolean(false);
  }

  /** A number, or one of the GPU's. */
  OptionalDouble number(String field) {
    JsonNode value = json.has(field) ? json.get(field) : json.path("gpu").path(field);
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }

  /** A number times a factor, or a dash. */
  String number(String field, double factor, int decimals) {
    OptionalDouble value = number(field);
    return value.isEmpty() ? NOTHING : format(value.getAsDouble() * factor, decimals);
  }

  static String format(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Whether it failed, and how. */
  String verdict() {
    return ok() ? "yes" : "**no** " + json.path("error").asString("");
  }
}
