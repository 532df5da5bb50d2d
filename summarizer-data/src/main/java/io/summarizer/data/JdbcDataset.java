package io.summarizer.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/**
 * A dataset over the rows of a database query.
 *
 * <p>Every stream opens a connection of its own, runs the query, reads the rows as they come and
 * closes the connection. A query without {@code ORDER BY} may give another order each time, which a
 * {@link Dataset} must not: add one.
 *
 * <pre>{@code
 * Dataset news =
 *     JdbcDataset.builder(dataSource::getConnection, "SELECT body, tldr FROM news ORDER BY id")
 *         .articleField("body")
 *         .summaryField("tldr")
 *         .build();
 * }</pre>
 *
 * <p>The columns are found by their labels, in any case. NULL is an empty text, and an example
 * without an id, because there is no such column or it is NULL or blank, gets the number of its row
 * (from 1). What the database reports is a {@link DataException} that always stops.
 */
public final class JdbcDataset extends ReaderDataset {
  /** The number of rows that the driver is asked to fetch at once, unless set otherwise. */
  public static final int DEFAULT_FETCH_SIZE = 1_000;

  private final Builder options;

  private JdbcDataset(Builder options) {
    super(options.sql);
    this.options = options;
  }

  /** What opens connections to a database, such as {@code dataSource::getConnection}. */
  @FunctionalInterface
  public interface ConnectionSource {
    /** Opens a connection, which the dataset closes. */
    Connection open() throws SQLException;
  }

  /** Returns a builder for the rows of a query with every option at its default. */
  public static Builder builder(ConnectionSource connections, String sql) {
    Objects.requireNonNull(connections, "connections");
    if (sql.isBlank()) {
      throw new IllegalArgumentException("sql must be a query, but was \"" + sql + "\"");
    }
    return new Builder(connections, sql, FieldNames.DEFAULT, DEFAULT_FETCH_SIZE);
  }

  @Override
  ExampleReader open() {
    return JdbcReader.open(options.connections, options.sql, options.fields, options.fetchSize);
  }

  /** The options of a {@link JdbcDataset}; immutable, every setter returns a new builder. */
  public static final class Builder {
    private final ConnectionSource connections;
    private final String sql;
    private final FieldNames fields;
    private final int fetchSize;

    private Builder(ConnectionSource connections, String sql, FieldNames fields, int fetchSize) {
      this.connections = connections;
      this.sql = sql;
      this.fields = fields;
      this.fetchSize = fetchSize;
    }

    /** Sets the column that holds the article; default {@code article}. */
    public Builder articleField(String name) {
      return fields(fields.withArticle(name));
    }

    /** Sets the column that holds the summary; default {@code highlights}. */
    public Builder summaryField(String name) {
      return fields(fields.withSummary(name));
    }

    /** Reads no summaries: those of the examples are empty, and the query need not have any. */
    public Builder withoutSummary() {
      return fields(fields.withoutSummary());
    }

    /** Sets the column that holds the id, which the query need not have; default {@code id}. */
    public Builder idField(String name) {
      return fields(fields.withId(name));
    }

    /**
     * Adds a column that holds a further reference summary, after those added before; default none.
     * Where it is NULL or blank, the example has no such reference.
     */
    public Builder referenceField(String name) {
      return fields(fields.withReference(name));
    }

    /**
     * Sets how many rows the driver is asked to fetch at once; default {@value
     * JdbcDataset#DEFAULT_FETCH_SIZE}. MySQL's driver reads row by row at {@code Integer.MIN_VALUE}
     * only, and holds all rows in memory otherwise.
     *
     * @throws IllegalArgumentException if it is neither that nor positive
     */
    public Builder fetchSize(int rows) {
      if (rows < 1 && rows != Integer.MIN_VALUE) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "fetchSize must be 1 or more, or Integer.MIN_VALUE for MySQL, but was %d",
                rows));
      }
      return new Builder(connections, sql, fields, rows);
    }

    /**
     * Returns the dataset; the query is run by {@link Dataset#stream()}, not here.
     *
     * @throws IllegalArgumentException if two of the field names are equal
     */
    public JdbcDataset build() {
      return new JdbcDataset(fields(fields.checked()));
    }

    private Builder fields(FieldNames fields) {
      return new Builder(connections, sql, fields, fetchSize);
    }
  }
}
