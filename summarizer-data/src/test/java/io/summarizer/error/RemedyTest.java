package io.summarizer.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.data.DataException;
import io.summarizer.data.JdbcDataset;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemedyTest {
  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(new IOException("disk"), Remedy.FIX_ENVIRONMENT),
        arguments(new AccessDeniedException("file"), Remedy.FIX_ENVIRONMENT),
        arguments(new FileSystemException("file", null, "full"), Remedy.FIX_ENVIRONMENT),
        arguments(new UncheckedIOException(new IOException("disk")), Remedy.FIX_ENVIRONMENT),
        arguments(new NoSuchFileException("file"), Remedy.FIX_INPUT),
        arguments(new MalformedInputException(1), Remedy.FIX_INPUT),
        arguments(new EOFException(), Remedy.FIX_INPUT),
        arguments(new ZipException(), Remedy.FIX_INPUT),
        arguments(new IllegalArgumentException(), Remedy.FIX_INPUT),
        arguments(new SummarizerException(Remedy.RETRY, "later"), Remedy.RETRY));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void an_error_without_a_remedy_has_that_of_its_cause(Throwable cause, Remedy remedy) {
    assertThat(new SummarizerException("message", cause))
        .hasMessage("message")
        .hasCause(cause)
        .extracting(SummarizerException::remedy)
        .isEqualTo(remedy);
    assertThat(new DataException("message", cause).remedy()).isEqualTo(remedy);
  }

  static Stream<Arguments> databases() {
    return Stream.of(
        arguments(new SQLTransientConnectionException("busy"), Remedy.RETRY),
        arguments(new SQLNonTransientConnectionException("no server"), Remedy.FIX_ENVIRONMENT),
        arguments(new SQLSyntaxErrorException("no table"), Remedy.FIX_INPUT));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_database_that_fails_is_told(SQLException failure, Remedy remedy) {
    JdbcDataset data =
        JdbcDataset.builder(
                () -> {
                  throw failure;
                },
                "select * from news")
            .build();
    assertThatThrownBy(() -> data.stream().close())
        .isInstanceOfSatisfying(DataException.class, e -> assertThat(e.remedy()).isEqualTo(remedy))
        .hasMessage("the query 'select * from news' failed: " + failure.getMessage());
  }
}
