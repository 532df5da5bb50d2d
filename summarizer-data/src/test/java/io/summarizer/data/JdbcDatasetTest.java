package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads from H2, a database that runs in this process. */
class JdbcDatasetTest extends DatasetContract {
  private static final String QUERY = "SELECT id, article, highlights FROM news ORDER BY nr";

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
  private Connection keeper; // an H2 database lives as long as a connection to it

  @BeforeEach
  void createTable() throws SQLException {
    keeper = DriverManager.getConnection(url);
    execute(
        "CREATE TABLE news (nr INT AUTO_INCREMENT, id VARCHAR, article VARCHAR, highlights"
            + " VARCHAR)");
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    keeper.close();
  }

  @Override
  Dataset dataset(List<Example> examples) throws SQLException {
    execute("TRUNCATE TABLE news RESTART IDENTITY");
    try (PreparedStatement insert =
        keeper.prepareStatement("INSERT INTO news (id, article, highlights) VALUES (?, ?, ?)")) {
      for (Example example : examples) {
        insert.setString(1, example.id());
        insert.setString(2, example.article());
        insert.setString(3, example.summary());
        insert.executeUpdate();
      }
    }
    return builder(QUERY).fetchSize(7).build();
  }

  private JdbcDataset.Builder builder(String sql) {
    return JdbcDataset.builder(this::connect, sql);
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    opened.add(connection);
    return connection;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = keeper.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  long open() {
    return opened.stream().filter(JdbcDatasetTest::isOpen).count();
  }

  private static boolean isOpen(Connection connection) {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void columns_areFoundByTheirLabelsInAnyCase() throws SQLException {
    dataset(List.of(new Example("k", "Long.", "Short.")));
    Dataset dataset =
        builder("SELECT article AS \"Body\", highlights tldr, id AS \"more\", nr FROM news")
            .articleField("body")
            .summaryField("TLDR")
            .idField("NR")
            .referenceField("more")
            .build();
    assertThat(read(dataset)).containsExactly(new Example("1", "Long.", "Short.", List.of("k")));
  }

  @Test
  void null_isAnEmptyTextAndNoReferenceAndNoId() throws SQLException {
    execute("INSERT INTO news (article) VALUES ('a'), (NULL)");
    assertThat(read(builder(QUERY).build()))
        .containsExactly(new Example("1", "a", ""), new Example("2", "", ""));
    assertThat(
            read(
                builder("SELECT nr AS id, article, id AS other FROM news ORDER BY nr")
                    .withoutSummary()
                    .build()))
        .containsExactly(new Example("1", "a", ""), new Example("2", "", ""));
    assertThat(
            read(
                builder("SELECT article, highlights, id AS other FROM news ORDER BY nr")
                    .referenceField("other")
                    .build()))
        .allSatisfy(example -> assertThat(example.extraReferences()).isEmpty());
  }

  @Test
  void missingColumn_listsTheColumnsThereAre() {
    String sql = "SELECT id, article, nr FROM news";
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> builder(sql).build().stream())
        .withMessage(
            "the query '"
                + sql
                + "' has no field 'highlights'; it has 'id', 'article', 'NR'. Set summaryField to"
                + " one of these");
    assertThat(open()).isZero();
  }

  @Test
  void failure_namesTheQueryAndClosesTheConnection() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> builder("SELECT nothing FROM news").build().stream())
        .withMessageStartingWith("the query 'SELECT nothing FROM news' failed: ")
        .withMessageContaining("NOTHING")
        .withCauseInstanceOf(SQLException.class);
    assertThat(open()).isZero();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            JdbcDataset.builder(
                        () -> {
                          throw new SQLException("no database");
                        },
                        "SELECT 1")
                    .build()
                ::stream)
        .withMessage("the query 'SELECT 1' failed: no database");
  }

  @Test
  void failureInARow_stopsAndClosesTheConnection() throws SQLException {
    dataset(examples(3));
    String sql =
        "SELECT article, highlights FROM news WHERE CAST(10 / (nr - 3) AS INT) < 99 ORDER BY nr";
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(builder(sql).build().skipBadRecords(9, bad -> {})))
        .withMessageContaining("Division by zero");
    assertThat(open()).isZero();
  }

  @Test
  void connection_isGivenBackAsItWas() throws SQLException {
    dataset(examples(3));
    try (Connection pooled = DriverManager.getConnection(url)) {
      Connection unclosed =
          (Connection)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) ->
                      method.getName().equals("close") ? null : method.invoke(pooled, arguments));
      Dataset dataset = JdbcDataset.builder(() -> unclosed, QUERY).build();
      assertThat(read(dataset)).isEqualTo(examples(3));
      assertThat(pooled.getAutoCommit()).isTrue();
      assertThat(read(dataset)).isEqualTo(examples(3));
      for (String sql : List.of("SELECT nothing FROM news", "SELECT nr FROM news")) {
        assertThatExceptionOfType(DataException.class)
            .isThrownBy(JdbcDataset.builder(() -> unclosed, sql).build()::stream);
        assertThat(pooled.getAutoCommit()).as(sql).isTrue();
      }
    }
  }

  @Test
  void builder_refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(" "))
        .withMessage("sql must be a query, but was \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(QUERY).fetchSize(0))
        .withMessage("fetchSize must be 1 or more, or Integer.MIN_VALUE for MySQL, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(QUERY).referenceField("id").build())
        .withMessage(
            "articleField, summaryField, idField and referenceField must name 4 different fields,"
                + " but are 'article', 'highlights', 'id', 'id'");
    assertThat(builder(QUERY).fetchSize(Integer.MIN_VALUE).build().name()).isEqualTo(QUERY);
  }
}
