package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The field names as both builders check them. */
class FieldNamesTest {
  private static final Path FILE = Path.of("news");

  @Test
  void name_mustNotBeBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvDataset.builder(FILE).articleField(" "))
        .withMessage("articleField must name a field of the data, but was \" \"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesDataset.builder(FILE).summaryField(""))
        .withMessage("summaryField must name a field of the data, but was \"\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesDataset.builder(FILE).idField("\t"))
        .withMessage("idField must name a field of the data, but was \"\t\"");
  }

  @Test
  void names_mustDiffer() {
    String message =
        "articleField, summaryField and idField must name three different fields, but are"
            + " 'article', 'article', 'id'";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsvDataset.builder(FILE).summaryField("article").build())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesDataset.builder(FILE).summaryField("article").build())
        .withMessage(message);
  }

  @Test
  void namesOfAFile_areQuotedShortAndWithoutControlCharacters() {
    assertThat(FieldNames.quoted(List.of("a\u001b[2Jb\n", "x".repeat(101))))
        .isEqualTo("'a?[2Jb?', '" + "x".repeat(100) + "'");
  }

  @Test
  void names_maySwapPlaces() {
    assertThatCode(
            () ->
                CsvDataset.builder(FILE).articleField("highlights").summaryField("article").build())
        .doesNotThrowAnyException();
  }
}
