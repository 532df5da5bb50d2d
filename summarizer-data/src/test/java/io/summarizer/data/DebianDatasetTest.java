package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DebianDatasetTest extends BadRecordContract {
  @Override
  Dataset dataset(List<Example> examples) throws IOException {
    return dataset(
        examples.stream()
            .map(e -> stanza(e.id(), e.summary(), e.article()))
            .collect(Collectors.joining("\n")));
  }

  private static String stanza(String name, String synopsis, String extended) {
    return "Package: "
        + name
        + "\nDescription-md5: 0123456789abcdef\nDescription-en: "
        + synopsis
        + "\n "
        + extended
        + "\n";
  }

  private Dataset dataset(String text) throws IOException {
    return Dataset.open(Files.writeString(folder.resolve("main_i18n_Translation-en"), text));
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    List<Example> examples = examples(3);
    Dataset dataset = dataset(examples);
    Path file = folder.resolve("main_i18n_Translation-en");
    Files.writeString(file, Files.readString(file).replace("Package: id00002", "id00002"));
    return dataset;
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        folder.resolve("main_i18n_Translation-en").toString(),
        "line 6",
        "expected 'Field: value', or white space at the start of a line that goes on");
  }

  @Test
  void description_isJoinedByParagraphs() throws IOException {
    assertThat(
            read(
                dataset(
                    """

                    Package: tool
                    # a comment
                    Description-md5: 0123456789abcdef
                     not a description
                    Description-en: does it all: twice\s
                     Does it
                     all.
                     .
                      * verbatim:   one
                    \t* two
                     .
                     .
                     The end.


                    Package: short
                    Description-en: without an extended description

                    package: other
                    description: from a Packages file
                     Long.
                    Version: 1
                     2
                    """)))
        .containsExactly(
            new Example(
                "tool", "Does it all.\n* verbatim:   one * two\nThe end.", "does it all: twice"),
            new Example("other", "Long.", "from a Packages file"));
  }

  @Test
  void stanzaWithoutPackage_isABadRecord() throws IOException {
    List<BadRecord> told = new ArrayList<>();
    Dataset dataset =
        dataset(stanza("a", "b", "c") + "\nDescription-en: whose\n Nobody's.\n")
            .skipBadRecords(1, told::add);
    assertThat(read(dataset)).containsExactly(new Example("a", "c", "b"));
    assertThat(told).extracting(BadRecord::place).containsExactly("line 6");
    assertThat(told)
        .extracting(BadRecord::reason)
        .containsExactly("the description belongs to no package; expected the field 'Package'");
  }

  @Test
  void invalidUtf8_isABadRecord() throws IOException {
    Dataset dataset = dataset(examples(3));
    Path file = folder.resolve("main_i18n_Translation-en");
    byte[] bytes = Files.readAllBytes(file);
    bytes[Files.readString(file).indexOf("Article 2")] = (byte) 0xE9;
    Files.write(file, bytes);
    List<BadRecord> told = new ArrayList<>();
    assertThat(read(dataset.skipBadRecords(1, told::add)))
        .containsExactly(examples(3).get(0), examples(3).get(2));
    assertThat(told).extracting(BadRecord::place).containsExactly("line 9");
  }

  @Test
  void fileWithoutDescriptions_isRefused() throws IOException {
    String expected =
        "; expected the Translation-en file of an apt repository, with the fields 'Package' and"
            + " 'Description-en'";
    Path file = folder.resolve("main_i18n_Translation-en");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset("Package: a\nVersion: 1\n")))
        .withMessage(file + " has no extended descriptions" + expected);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset("")))
        .withMessage(file + " is empty" + expected);
  }

  @Test
  void withoutSummary_synopsesAreNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("list"), stanza("a", "b", "c"));
    assertThat(read(DataFiles.of(file).format(DataFormat.DEBIAN).withoutSummary().open()))
        .containsExactly(new Example("a", "c", ""));
  }
}
