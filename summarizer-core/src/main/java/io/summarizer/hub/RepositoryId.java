package io.summarizer.hub;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The id of a repository, checked by the rules of the hub, so that it is safe as a folder's name.
 *
 * @param type models or data sets
 * @param name {@code owner/name} or {@code name}
 */
record RepositoryId(Type type, String name) {
  private static final String WORD = "\\b[\\w\\-.]{1,96}\\b";
  private static final Pattern VALID = Pattern.compile("(" + WORD + "/)?" + WORD);

  enum Type {
    MODEL(""),
    DATASET("datasets/");

    /** Stands before the id in the address of a file. */
    private final String urlPrefix;

    Type(String urlPrefix) {
      this.urlPrefix = urlPrefix;
    }

    /** As the hub's API and the cache call it: models, datasets. */
    String plural() {
      return name().toLowerCase(Locale.ROOT) + "s";
    }
  }

  RepositoryId {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "expected the id of a "
              + type.name().toLowerCase(Locale.ROOT)
              + " on the hub, as in owner/name (letters, digits, '-', '_', '.'; no '--', no '..';"
              + " at most 96 of each), got '"
              + name
              + "'");
    }
  }

  static RepositoryId model(String name) {
    return new RepositoryId(Type.MODEL, name);
  }

  static RepositoryId dataset(String name) {
    return new RepositoryId(Type.DATASET, name);
  }

  static boolean isValid(String name) {
    return VALID.matcher(name).matches()
        && !name.contains("--")
        && !name.contains("..")
        && !name.endsWith(".git");
  }

  /** The repository's folder in the cache. */
  String folder() {
    return type.plural() + "--" + name.replace("/", "--");
  }

  /** The path of its page and its files on the hub, without a slash at the start. */
  String pagePath() {
    return type.urlPrefix + name;
  }

  /** The path of its data in the hub's API, without a slash at the start. */
  String apiPath() {
    return "api/" + type.plural() + "/" + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
