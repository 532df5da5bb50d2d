package io.summarizer.hub;

import java.util.regex.Pattern;

/** A branch, a tag or a commit. */
record Revision(RelativePath path) {
  static final Revision MAIN = of("main");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  static Revision of(String name) {
    return new Revision(RelativePath.of("revision", name));
  }

  /** Whether it names a commit in full and thus always the same files. */
  boolean isCommit() {
    return isCommit(path.name());
  }

  static boolean isCommit(String name) {
    return COMMIT.matcher(name).matches();
  }

  @Override
  public String toString() {
    return path.name();
  }
}
