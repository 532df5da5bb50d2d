package io.summarizer.data.parquet;

import io.summarizer.data.DataException;

/** A place in a file, as messages name it: the file, then the row group, the column, the page. */
record Place(String name) {
  /** What to do about a file that contradicts the format or itself. */
  static final String REMEDY = "the file is damaged, so copy or write it again";

  Place in(String part) {
    return new Place(name + ", " + part);
  }

  /** What to throw where the file contradicts the format or itself. */
  DataException damaged(String finding) {
    return unusable(finding, REMEDY);
  }

  /** What to throw where the page, or what else is at this place, cannot be read. */
  DataException unreadable(MalformedPage page) {
    return new DataException(message(page.finding(), page.remedy()), page);
  }

  /** What to throw where the file is good, but not for us. */
  DataException unusable(String finding, String remedy) {
    return new DataException(message(finding, remedy));
  }

  private String message(String finding, String remedy) {
    return name + ": " + finding + "; " + remedy;
  }
}
