package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every dataset over a file promises, whatever its format. */
abstract class FileDatasetContract {
  @TempDir Path folder;

  /** A dataset over the file, with the default field names. */
  abstract Dataset dataset(Path file);

  /** Writes the examples with an independent writer of the format. */
  abstract void write(Path file, List<Example> examples) throws IOException;

  /** The file that an exception test reads; its extension does not matter here. */
  final Path file() {
    return folder.resolve("news");
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void texts_comeBackAsWritten(@ForAll("examples") List<Example> examples) throws IOException {
    Path file = Files.createTempFile("round-trip", ".data");
    try {
      write(file, examples);
      assertThat(read(dataset(file))).isEqualTo(examples);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<Example>> examples() {
    Arbitrary<String> text =
        Arbitraries.frequencyOf(
                Tuple.of(
                    3, Arbitraries.of("\"", "\"\"", "'", ",", "\t", "\n", "\r\n", "\\", "{", "}")),
                Tuple.of(2, Arbitraries.of("é", "ß", "日本", "😀", "\u2028", "\u0000")),
                Tuple.of(4, Arbitraries.strings().alpha().ofMaxLength(5)),
                Tuple.of(1, unicode()))
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    Arbitrary<String> id = text.map(suffix -> "id" + suffix);
    return Combinators.combine(id, text, text).as(Example::new).list().ofMinSize(1).ofMaxSize(8);
  }

  /** Any code point but the surrogates, which UTF-8 cannot write. */
  private static Arbitrary<String> unicode() {
    return Arbitraries.integers()
        .between(1, Character.MAX_CODE_POINT)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .map(Character::toString);
  }

  @Test
  void texts_areReadWholeWhenFarLongerThanAnyBuffer() throws IOException {
    String article = "A long line, \"quoted\" — and more.\n".repeat(20_000);
    var example = new Example("long", article, "Short.");
    write(file(), List.of(example));
    assertThat(read(dataset(file()))).containsExactly(example);
  }

  @Test
  void stream_startsAgainFromTheFirstExample() throws IOException {
    List<Example> examples = numbered(5);
    write(file(), examples);
    Dataset dataset = dataset(file());
    assertThat(read(dataset)).isEqualTo(examples);
    assertThat(read(dataset)).isEqualTo(examples);
  }

  @Test
  void streams_ofOneDatasetAreIndependent() throws IOException {
    write(file(), numbered(3));
    Dataset dataset = dataset(file());
    try (Stream<Example> first = dataset.stream();
        Stream<Example> second = dataset.stream()) {
      Iterator<Example> one = first.iterator();
      Iterator<Example> two = second.iterator();
      one.next();
      one.next();
      assertThat(two.next().id()).isEqualTo("1");
      assertThat(one.next().id()).isEqualTo("3");
    }
  }

  @Test
  void file_isClosedWithTheStreamAndAtItsEnd() throws IOException {
    assumeTrue(OpenFiles.AVAILABLE);
    write(file(), numbered(20_000));
    try (Stream<Example> examples = dataset(file()).stream()) {
      assertThat(examples.limit(1).toList()).hasSize(1);
      assertThat(OpenFiles.count(file())).isEqualTo(1);
    }
    assertThat(OpenFiles.count(file())).isZero();

    Stream<Example> unclosed = dataset(file()).stream();
    assertThat(unclosed.count()).isEqualTo(20_000);
    assertThat(OpenFiles.count(file())).isZero();
  }

  @Test
  void name_isThePath() {
    assertThat(dataset(file()).name()).isEqualTo(file().toString());
  }

  @Test
  void missingFile_isNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(Path.of("no-such-news")).stream())
        .withMessage(
            "no-such-news does not exist; check the path, which stands for "
                + Path.of("no-such-news").toAbsolutePath());
  }

  @Test
  void directory_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(folder).stream())
        .withMessage(folder + " is a directory; expected a file, so name one inside it");
  }

  static List<Example> read(Dataset dataset) {
    try (Stream<Example> examples = dataset.stream()) {
      return examples.toList();
    }
  }

  static List<Example> numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new Example(
                    Integer.toString(i),
                    String.format(Locale.ROOT, "Article %d says, \"hello\".", i),
                    "Summary " + i))
        .toList();
  }
}
