package io.summarizer.data;

import io.summarizer.error.Remedy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads examples from the rows of a query that runs. */
final class JdbcReader implements ExampleReader {
  private static final int ABSENT = 0; // columns count from 1

  private final String sql;
  private final Connection connection;
  private final boolean autoCommit;
  private final Statement statement;
  private final ResultSet rows;
  private final int articleColumn;
  private final int summaryColumn;
  private final int idColumn;
  private final List<Integer> referenceColumns;
  private long rowNumber;
  private boolean closed;

  private JdbcReader(
      Connection connection, boolean autoCommit, String sql, FieldNames fields, int fetchSize)
      throws SQLException {
    this.sql = sql;
    this.connection = connection;
    this.autoCommit = autoCommit;
    this.statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(fetchSize);
    this.rows = statement.executeQuery(sql);
    List<String> labels = labels(rows.getMetaData(), fields.names());
    fields.requireIn(labels, "the query '" + sql + "'");
    this.articleColumn = column(labels, fields.article());
    this.summaryColumn = column(labels, fields.summary());
    this.idColumn = column(labels, fields.id());
    this.referenceColumns = fields.references().stream().map(name -> column(labels, name)).toList();
  }

  /** Opens a connection and runs a query on it. */
  static JdbcReader open(
      JdbcDataset.ConnectionSource connections, String sql, FieldNames fields, int fetchSize) {
    try {
      Connection connection = connections.open();
      boolean autoCommit = true; // as of new ones
      try {
        autoCommit = connection.getAutoCommit();
        // PostgreSQL streams rows inside of a transaction only.
        connection.setAutoCommit(false);
        return new JdbcReader(connection, autoCommit, sql, fields, fetchSize);
      } catch (SQLException | RuntimeException e) {
        try {
          giveBack(connection, autoCommit);
        } catch (SQLException closing) {
          e.addSuppressed(closing);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public @Nullable Example read() {
    try {
      if (!rows.next()) {
        return null;
      }
      rowNumber++;
      String id = text(idColumn);
      List<String> references = new ArrayList<>();
      for (int column : referenceColumns) {
        String reference = text(column);
        if (!reference.isBlank()) {
          references.add(reference);
        }
      }
      return new Example(
          id.isBlank() ? Long.toString(rowNumber) : id,
          text(articleColumn),
          text(summaryColumn),
          references);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      statement.close();
      giveBack(connection, autoCommit);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** A pool hands a connection on as it is given back. */
  private static void giveBack(Connection connection, boolean autoCommit) throws SQLException {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    }
  }

  private String text(int column) throws SQLException {
    String text = column == ABSENT ? null : rows.getString(column);
    return text == null ? "" : Texts.wellFormed(text);
  }

  /** Returns the labels, spelled as the fields are where only the case differs. */
  private static List<String> labels(ResultSetMetaData columns, List<String> fields)
      throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String label = columns.getColumnLabel(i);
      labels.add(fields.stream().filter(label::equalsIgnoreCase).findFirst().orElse(label));
    }
    return labels;
  }

  private static int column(List<String> labels, @Nullable String name) {
    return name == null ? ABSENT : labels.indexOf(name) + 1;
  }

  private static DataException failed(String sql, SQLException e) {
    Remedy remedy =
        e instanceof SQLTransientException || e instanceof SQLRecoverableException
            ? Remedy.RETRY
            : e instanceof SQLNonTransientConnectionException
                ? Remedy.FIX_ENVIRONMENT
                : Remedy.FIX_INPUT;
    return new DataException(remedy, "the query '" + sql + "' failed: " + e.getMessage(), e);
  }
}
