package io.summarizer.data.parquet;

import io.summarizer.data.DataException;

/** A place in a file, as messages name it: the file, then the row group, the column, the page. */
record Place(String name) {
  Place in(String part) {
    return new Place(name + ", " + part);
  }

  /** What to throw where the file contradicts the format or itself. */
  DataException damaged(String finding) {
    return new DataException(damage(finding));
  }

  /** What to throw where reading a damaged part failed. */
  DataException damaged(String finding, Exception cause) {
    return new DataException(damage(finding), cause);
  }

  /** What to throw where the file is good, but not for us. */
  DataException unusable(String finding, String remedy) {
    return new DataException(name + ": " + finding + "; " + remedy);
  }

  private String damage(String finding) {
    return name + ": " + finding + "; the file is damaged, so copy or write it again";
  }
}
