package io.summarizer.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The names of the fields that hold an example's parts. */
record FieldNames(String article, String summary, String id) {
  /** The names that CNN/DailyMail is published with. */
  static final FieldNames DEFAULT = new FieldNames("article", "highlights", "id");

  FieldNames {
    requireName("articleField", article);
    requireName("summaryField", summary);
    requireName("idField", id);
  }

  FieldNames withArticle(String name) {
    return new FieldNames(name, summary, id);
  }

  FieldNames withSummary(String name) {
    return new FieldNames(article, name, id);
  }

  FieldNames withId(String name) {
    return new FieldNames(article, summary, name);
  }

  /** Checks that no field serves twice, which one name alone cannot tell. */
  FieldNames checked() {
    if (new HashSet<>(List.of(article, summary, id)).size() < 3) {
      throw new IllegalArgumentException(
          "articleField, summaryField and idField must name three different fields, but are "
              + quoted(List.of(article, summary, id)));
    }
    return this;
  }

  /** Checks that the article and the summary are among the fields that the file has. */
  void requireIn(Collection<String> present, String where) {
    requireIn("articleField", article, present, where);
    requireIn("summaryField", summary, present, where);
  }

  private static void requireIn(
      String option, String name, Collection<String> present, String where) {
    if (!present.contains(name)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has no field '%s'; it has %s. Set %s to one of these",
              where,
              name,
              quoted(present),
              option));
    }
  }

  private static String quoted(Collection<String> names) {
    return names.isEmpty() ? "none" : "'" + String.join("', '", names) + "'";
  }

  private static void requireName(String option, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          option + " must name a field of the data, but was \"" + name + "\"");
    }
  }
}
