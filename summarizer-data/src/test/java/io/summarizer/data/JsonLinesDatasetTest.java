package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesDatasetTest extends TextFileDatasetContract {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Override
  Dataset dataset(Path file) {
    return JsonLinesDataset.builder(file).build();
  }

  @Override
  void write(Path file, List<Example> examples) throws IOException {
    Files.writeString(
        file,
        examples.stream()
            .map(JsonLinesDatasetTest::json)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String json(Example example) {
    return MAPPER
        .createObjectNode()
        .put("id", example.id())
        .put("article", example.article())
        .put("highlights", example.summary())
        .toString();
  }

  @Test
  void fieldNames_chooseTheFieldsAndOthersAreSkipped() throws IOException {
    Files.writeString(
        file(),
        """
        {"meta": {"body": [1, {"tldr": "no"}]},
         "tldr": "Short.", "body": "Long.", "key": 7, "ok": true}
        """);
    Dataset dataset =
        JsonLinesDataset.builder(file())
            .articleField("body")
            .summaryField("tldr")
            .idField("key")
            .build();
    assertThat(read(dataset)).containsExactly(new Example("7", "Long.", "Short."));
  }

  @Test
  void escapes_areDecoded() throws IOException {
    Files.writeString(
        file(), "{\"article\": \"\\u00e9\\ud83d\\ude00\\n\\\"\", \"highlights\": \"\\/\"}");
    assertThat(read(dataset(file()))).containsExactly(new Example("1", "é😀\n\"", "/"));
  }

  @Test
  void objects_mayStandAnywhereBetweenWhiteSpace() throws IOException {
    Files.writeString(
        file(),
        """

        {
          "article": "a",
          "highlights": "b"
        } {"article": "c", "highlights": "d"}

        """);
    assertThat(read(dataset(file())))
        .containsExactly(new Example("1", "a", "b"), new Example("2", "c", "d"));
  }

  @Test
  void absentAndNullFields_areEmpty() throws IOException {
    Files.writeString(
        file(),
        """
        {"id": null, "article": null, "highlights": "b"}
        {"id": "  ", "highlights": "d"}
        {}
        """);
    assertThat(read(dataset(file())))
        .containsExactly(
            new Example("1", "", "b"), new Example("2", "", "d"), new Example("3", "", ""));
  }

  @Test
  void firstObjectWithoutTheField_listsTheFieldsItHas() throws IOException {
    Files.writeString(file(), "\n{\"id\": 1, \"article\": \"a\", \"summary\": \"b\"}\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            file()
                + ", line 2: the first object has no field 'highlights'; it has 'id', 'article',"
                + " 'summary'. Set summaryField to one of these");

    Files.writeString(file(), "{}");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageContaining("has no field 'article'; it has none.");
  }

  @Test
  void textOfAnotherType_isNamedWithItsLine() throws IOException {
    assertWrongType("17", "the number 17");
    assertWrongType("1.5e3", "the number 1.5e3");
    assertWrongType("false", "false");
    assertWrongType("[\"a\"]", "an array");
    assertWrongType("{\"text\": \"a\"}", "an object");
  }

  private void assertWrongType(String value, String described) throws IOException {
    Files.writeString(
        file(),
        "{\"article\": \"a\", \"highlights\": \"b\"}\n{\"article\": \"c\", \"highlights\": "
            + value
            + "}\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s, line 2: the field 'highlights' must be a string or null, but is %s",
            file(), described);
  }

  @Test
  void idOfAnotherType_isRefused() throws IOException {
    Files.writeString(file(), "{\"id\": 1.5, \"article\": \"a\", \"highlights\": \"b\"}");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s, line 1: the field 'id' must be a string, an integer or null, but is the number"
                + " 1.5",
            file());
  }

  @Test
  void valueThatIsNoObject_isRefused() throws IOException {
    assertNoObject("[{\"article\": \"a\", \"highlights\": \"b\"}]", 1, "an array");
    assertNoObject("{\"article\": \"a\", \"highlights\": \"b\"}\n\"text\"", 2, "a string");
    assertNoObject("null", 1, "null");
  }

  private void assertNoObject(String content, int line, String described) throws IOException {
    Files.writeString(file(), content);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s, line %d: expected one JSON object per line, but here is %s; write each example as"
                + " an object of its own",
            file(), line, described);
  }

  @Test
  void malformedJson_isNamedWithItsLine() throws IOException {
    assertMalformed("{\"article\": \"a\", \"highlights\": \"b\"}\n{\"article\" \"c\"}\n", 2);
    assertMalformed("{\"article\": \"a\nb\"}\n", 1);
    assertMalformed("{\"article\": \"a\", \"highlights\": \"b\"}\n\n{\"article\": \"c", 3);
    assertMalformed("{\"article\": \"a\",\n \"highlights\": b}", 2);
    assertMalformed("id,article,highlights\n", 1);
  }

  private void assertMalformed(String content, int line) throws IOException {
    Files.writeString(file(), content);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessageStartingWith("%s, line %d is not valid JSON: ", file(), line);
  }

  @Test
  void builder_isImmutable() throws IOException {
    Files.writeString(
        file(), "{\"article\": \"a\", \"highlights\": \"b\", \"text\": \"c\", \"no\": 5}");
    JsonLinesDataset.Builder original = JsonLinesDataset.builder(file());
    JsonLinesDataset.Builder changed = original.articleField("text").idField("no");
    assertThat(read(original.build())).containsExactly(new Example("1", "a", "b"));
    assertThat(read(changed.build())).containsExactly(new Example("5", "c", "b"));
  }
}
