package io.summarizer.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields that hold an example's parts.
 *
 * @param summary null where summaries are not read
 * @param references the fields of extra references, in their order
 */
record FieldNames(String article, @Nullable String summary, String id, List<String> references) {
  /** The names that CNN/DailyMail is published with. */
  static final FieldNames DEFAULT =
      new FieldNames(Dataset.DEFAULT_ARTICLE_FIELD, Dataset.DEFAULT_SUMMARY_FIELD);

  private static final int LISTED_NAMES = 20;
  private static final int LISTED_LENGTH = 100;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  FieldNames {
    requireName("articleField", article);
    if (summary != null) {
      requireName("summaryField", summary);
    }
    requireName("idField", id);
    references = List.copyOf(references);
    references.forEach(name -> requireName("referenceField", name));
  }

  FieldNames(String article, @Nullable String summary) {
    this(article, summary, "id", List.of());
  }

  FieldNames withArticle(String name) {
    return new FieldNames(name, summary, id, references);
  }

  FieldNames withSummary(String name) {
    return new FieldNames(article, name, id, references);
  }

  FieldNames withoutSummary() {
    return new FieldNames(article, null, id, List.of());
  }

  FieldNames withId(String name) {
    return new FieldNames(article, summary, name, references);
  }

  FieldNames withReference(String name) {
    return new FieldNames(
        article, summary, id, Stream.concat(references.stream(), Stream.of(name)).toList());
  }

  /** All the names. */
  List<String> names() {
    return Stream.concat(
            Stream.of(article, summary, id).filter(Objects::nonNull), references.stream())
        .toList();
  }

  /** Checks that no field serves twice, which one name alone cannot tell. */
  FieldNames checked() {
    List<String> options =
        Stream.of(
                Stream.of("articleField"),
                Stream.of("summaryField").filter(option -> summary != null),
                Stream.of("idField"),
                references.stream().map(name -> "referenceField"))
            .flatMap(option -> option)
            .toList();
    List<String> names = names();
    if (new HashSet<>(names).size() < names.size()) {
      int last = options.size() - 1;
      throw new IllegalArgumentException(
          String.join(", ", options.subList(0, last))
              + " and "
              + options.get(last)
              + " must name "
              + counted(names.size())
              + " different fields, but are "
              + quoted(names));
    }
    return this;
  }

  /** Checks that the article and the summaries are among the fields that the file has. */
  void requireIn(Collection<String> present, String where) {
    requireIn("articleField", article, present, where);
    if (summary != null) {
      requireIn("summaryField", summary, present, where);
    }
    references.forEach(name -> requireIn("referenceField", name, present, where));
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

  private static String counted(int names) {
    return names == 2 ? "two" : names == 3 ? "three" : Integer.toString(names);
  }

  /**
   * The names in quotes, the first of them if there are many, cut off if they are long, with ? for
   * control characters: they may be a hostile file's.
   */
  static String quoted(Collection<String> names) {
    String listed =
        names.stream()
            .limit(LISTED_NAMES)
            .map(name -> name.length() <= LISTED_LENGTH ? name : name.substring(0, LISTED_LENGTH))
            .map(name -> CONTROLS.matcher(name).replaceAll("?"))
            .collect(Collectors.joining("', '", "'", "'"));
    int more = names.size() - LISTED_NAMES;
    return names.isEmpty() ? "none" : more > 0 ? listed + " and " + more + " more" : listed;
  }

  private static void requireName(String option, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          option + " must name a field of the data, but was \"" + name + "\"");
    }
  }
}
