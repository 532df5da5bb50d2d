package io.summarizer.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields that hold an example's parts.
 *
 * @param summary null where summaries are not read
 */
record FieldNames(String article, @Nullable String summary, String id) {
  /** The names that CNN/DailyMail is published with. */
  static final FieldNames DEFAULT =
      new FieldNames(Dataset.DEFAULT_ARTICLE_FIELD, Dataset.DEFAULT_SUMMARY_FIELD, "id");

  FieldNames {
    requireName("articleField", article);
    if (summary != null) {
      requireName("summaryField", summary);
    }
    requireName("idField", id);
  }

  FieldNames withArticle(String name) {
    return new FieldNames(name, summary, id);
  }

  FieldNames withSummary(String name) {
    return new FieldNames(article, name, id);
  }

  FieldNames withoutSummary() {
    return new FieldNames(article, null, id);
  }

  FieldNames withId(String name) {
    return new FieldNames(article, summary, name);
  }

  /** Checks that no field serves twice, which one name alone cannot tell. */
  FieldNames checked() {
    List<String> names = Stream.of(article, summary, id).filter(Objects::nonNull).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          (summary == null
                  ? "articleField and idField must name two"
                  : "articleField, summaryField and idField must name three")
              + " different fields, but are "
              + quoted(names));
    }
    return this;
  }

  /** Checks that the article and the summary are among the fields that the file has. */
  void requireIn(Collection<String> present, String where) {
    requireIn("articleField", article, present, where);
    if (summary != null) {
      requireIn("summaryField", summary, present, where);
    }
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
