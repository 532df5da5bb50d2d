package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvDatasetTest extends FileDatasetContract {
  @Override
  Dataset dataset(Path file) {
    return CsvDataset.builder(file).build();
  }

  @Override
  void write(Path file, List<Example> examples) throws IOException {
    write(file, ',', examples);
  }

  private static void write(Path file, char delimiter, List<Example> examples) throws IOException {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8));
    try (CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(delimiter)
            .build(new OutputStreamWriter(Files.newOutputStream(file), encoder))) {
      csv.writeRecord("id", "article", "highlights");
      examples.forEach(e -> csv.writeRecord(e.id(), e.article(), e.summary()));
    }
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    write(file(), examples(3));
    String text = Files.readString(file());
    Files.writeString(file(), text.replace(",Summary 2.", ""));
    return dataset(file());
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        file().toString(),
        "line 3",
        "the row has 2 fields where the header has 3; quote fields that hold ',' or a line break");
  }

  @Test
  void invalidUtf8_isNamedByItsLineInRecordsOfSeveralLines() throws IOException {
    String rows = "id,article,highlights\n1,\"a\r\n\rb\nc\",s\n2,\"d\r\n\u00E9\",s\n3,e,s\n";
    Files.write(file(), rows.getBytes(StandardCharsets.ISO_8859_1));
    List<BadRecord> told = new ArrayList<>();
    assertThat(read(dataset(file()).skipBadRecords(1, told::add)))
        .containsExactly(new Example("1", "a\r\n\rb\nc", "s"), new Example("3", "e", "s"));
    assertThat(told).extracting(BadRecord::place).containsExactly("line 7");
  }

  @Test
  void referenceFields_holdFurtherReferencesUnlessBlank() throws IOException {
    Files.writeString(file(), "article,highlights,second,third\na,b,c,d\ne,f, ,g\nh,i,,\n");
    Dataset dataset =
        CsvDataset.builder(file()).referenceField("third").referenceField("second").build();
    assertThat(read(dataset))
        .containsExactly(
            new Example("1", "a", "b", List.of("d", "c")),
            new Example("2", "e", "f", List.of("g")),
            new Example("3", "h", "i"));
    assertThat(read(dataset).get(0).references()).containsExactly("b", "d", "c");
  }

  @Test
  void referenceFieldThatIsNotThere_listsTheFieldsThereAre() throws IOException {
    Files.writeString(file(), "article,highlights\na,b\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> CsvDataset.builder(file()).referenceField("other").build().stream())
        .withMessage(
            file()
                + ": the header, read as separated by ',', has no field 'other'; it has 'article',"
                + " 'highlights'. Set referenceField to one of these");
  }

  @Test
  void delimiter_separatesTheFields() throws IOException {
    for (char delimiter : new char[] {';', '\t', '|'}) {
      write(file(), delimiter, numbered(3));
      Dataset dataset = CsvDataset.builder(file()).delimiter(delimiter).build();
      assertThat(read(dataset)).isEqualTo(numbered(3));
    }
  }

  @Test
  void delimiterOfAnotherKind_isNamedAsTheReasonWhyFieldsAreMissing() throws IOException {
    Files.writeString(file(), "article;highlights\na;b\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(file()).stream())
        .withMessage(
            file()
                + ": the header, read as separated by ',', is one field, 'article;highlights'; save"
                + " the file with commas as .csv or with tabs as .tsv, or set the option"
                + " delimiter to what separates its fields");
  }

  @Test
  void fieldNames_chooseTheColumns() throws IOException {
    Files.writeString(file(), "tldr,score,key,body\nShort.,3,k1,\"Long, longer.\"\n");
    Dataset dataset =
        CsvDataset.builder(file()).articleField("body").summaryField("tldr").idField("key").build();
    assertThat(read(dataset)).containsExactly(new Example("k1", "Long, longer.", "Short."));
  }

  @Test
  void id_isTheRowNumberWhereTheFileHasNone() throws IOException {
    Files.writeString(file(), "article,highlights\na,b\n\nc,d\n");
    assertThat(read(dataset(file())))
        .containsExactly(new Example("1", "a", "b"), new Example("2", "c", "d"));

    Files.writeString(file(), "id,article,highlights\nx,a,b\n ,c,d\n");
    assertThat(read(dataset(file()))).extracting(Example::id).containsExactly("x", "2");
  }

  @Test
  void emptyFields_areEmptyTexts() throws IOException {
    Files.writeString(file(), "article,highlights\n,\n\"\",b");
    assertThat(read(dataset(file())))
        .containsExactly(new Example("1", "", ""), new Example("2", "", "b"));
  }

  @Test
  void lineEnds_mayBeThoseOfAnySystem() throws IOException {
    Files.writeString(file(), "article,highlights\r\na,b\r\n\"c\r\nc\",d");
    assertThat(read(dataset(file())))
        .containsExactly(new Example("1", "a", "b"), new Example("2", "c\r\nc", "d"));
  }

  @Test
  void headerWithoutTheField_listsTheFieldsItHas() throws IOException {
    Files.writeString(file(), "id,article,summary\n1,a,b\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(file()).stream())
        .withMessage(
            file()
                + ": the header, read as separated by ',', has no field 'highlights'; it has 'id',"
                + " 'article', 'summary'. Set summaryField to one of these");
    assertThat(!OpenFiles.AVAILABLE || OpenFiles.count(file()) == 0).isTrue();
  }

  @Test
  void headerThatNamesAFieldTwice_isRefused() throws IOException {
    Files.writeString(file(), "article,highlights,article\na,b,c\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> dataset(file()).stream())
        .withMessage(
            file() + ": the header names the field 'article' more than once; rename one of them");
  }

  @Test
  void rowOfAnotherLength_isNamedByItsLine() throws IOException {
    Files.writeString(file(), "id,article,highlights\n1,\"a\nb\",c\n2,d\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            file()
                + ", line 4: the row has 2 fields where the header has 3; quote fields that hold"
                + " ',' or a line break");

    Files.writeString(file(), "id,article,highlights\n1,a, b,c\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageStartingWith(
            file() + ", line 2: the row has 4 fields where the header has 3; ");
  }

  @Test
  void openQuote_isRefusedInsteadOfSwallowingTheRest() throws IOException {
    Files.writeString(file(), "article,highlights\na,b\n\"c,d\ne,f\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageStartingWith(file() + " is not valid CSV: ")
        .withMessageContaining(String.format("line %d", 3)); // FastCSV writes it in the locale
  }

  @Test
  void textAfterAClosingQuote_isRefused() throws IOException {
    Files.writeString(file(), "article,highlights\n\"He said \"no\"\",b\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageStartingWith(file() + " is not valid CSV: Unexpected character after closing")
        .withMessageContaining(String.format("line %d", 2));
  }

  @Test
  void builder_isImmutable() throws IOException {
    Files.writeString(file(), "article,highlights,text\na,b,c\n");
    CsvDataset.Builder original = CsvDataset.builder(file());
    CsvDataset.Builder changed = original.articleField("text");
    assertThat(read(original.build())).extracting(Example::article).containsExactly("a");
    assertThat(read(changed.build())).extracting(Example::article).containsExactly("c");
  }

  @Test
  void builder_refusesDelimitersWithAMeaningOfTheirOwn() {
    for (char delimiter : new char[] {'"', '\n', '\r'}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CsvDataset.builder(file()).delimiter(delimiter))
          .withMessage(
              "delimiter must not be a double quote or a line break, but was U+%04X",
              (int) delimiter);
    }
  }
}
