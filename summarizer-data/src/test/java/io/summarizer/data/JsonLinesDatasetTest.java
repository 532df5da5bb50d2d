package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesDatasetTest extends FileDatasetContract {
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

  /** Escapes what UTF-8 cannot write. */
  private static String json(Example example) {
    String json =
        MAPPER
            .createObjectNode()
            .put("id", example.id())
            .put("article", example.article())
            .put("highlights", example.summary())
            .toString();
    return Pattern.compile("[\uD800-\uDFFF]")
        .matcher(json)
        .replaceAll(lone -> String.format(Locale.ROOT, "\\\\u%04x", (int) lone.group().charAt(0)));
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    write(file(), examples(3));
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("\"Summary 2.\"", "oops"));
    return dataset(file());
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        file().toString(),
        "line 2",
        "not valid JSON: Unrecognized token 'oops': was expecting (JSON String, Number, Array,"
            + " Object or token 'null', 'true' or 'false')");
  }

  @Test
  void badRecords_ofEveryKindAreSkippedAlone() throws IOException {
    Files.writeString(
        file(),
        """
        {"article": "1"  "highlights": "broken"} {"article": "lost with its line"}
        {"id": "a", "article": "2", "highlights": "good", "more": {"x": [1]}}
        not JSON
        {"id": "b", "article": {"x": [1, 2]}, "highlights": 5}
        {"article": "cut off,
        17 {"id": "c", "article": "3", "highlights": "good"}
        ["article", ["4"]]
        {"id": "d", "article": "5", "highlights": ["good", "too"]}
        {"id": "e", "article": "6", "highlights": ["good", null]}
        {"article": "7", "highlights"\
        """);
    List<String> places = new ArrayList<>();
    Dataset dataset = dataset(file()).skipBadRecords(99, bad -> places.add(bad.place()));
    assertThat(read(dataset))
        .containsExactly(
            new Example("a", "2", "good"),
            new Example("c", "3", "good"),
            new Example("d", "5", "good", List.of("too")));
    assertThat(places)
        .containsExactly(
            "line 1", "line 3", "line 4", "line 5", "line 6", "line 7", "line 9", "line 10");
  }

  @Test
  void array_holdsItsObjectsAsExamples() throws IOException {
    Files.writeString(
        file(),
        """
        [
          {"article": "a", "highlights": "b"},
          {"id": "x", "article": 3, "highlights": "d"}, {"article": "e", "highlights": "f"}
        ]
        """);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            file() + ", line 3: the field 'article' must be a string or null, but is the number 3");
    List<BadRecord> told = new ArrayList<>();
    assertThat(read(dataset(file()).skipBadRecords(1, told::add)))
        .containsExactly(new Example("1", "a", "b"), new Example("3", "e", "f"));
    assertThat(told).hasSize(1);
  }

  @Test
  void invalidUtf8_inALineOfSeveralObjectsConcernsOneOfThem() throws IOException {
    String json =
        "[{\"article\": \"a\", \"highlights\": \"b\"}, {\"article\": \"\u00E9\", \"highlights\": \"d\"},"
            + " {\"article\": \"e\", \"highlights\": \"f\"}]";
    Files.write(file(), json.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read(dataset(file()).skipBadRecords(1, bad -> {})))
        .containsExactly(new Example("1", "a", "b"), new Example("3", "e", "f"));
  }

  @Test
  void array_mustEndAndBeTheOnlyOne() throws IOException {
    String object = "{\"article\": \"a\", \"highlights\": \"b\"}";
    Files.writeString(file(), "[" + object + "]\n" + object);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(file() + ", line 2: expected nothing after the array, but here is an object");

    Files.writeString(file(), "[" + object + ",\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file()).skipBadRecords(9, bad -> {})))
        .withMessageStartingWith(file() + ", line 2: not valid JSON: Unexpected end-of-input");

    Files.writeString(file(), "[]");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(file() + " is empty; expected one JSON object per line");
  }

  @Test
  void severalSummaries_areReferences() throws IOException {
    Files.writeString(
        file(),
        """
        {"article": "a", "highlights": ["b", "c", ""], "more": "d"}
        {"article": "e", "highlights": [], "more": ["f", " ", "g"]}
        {"article": "h", "highlights": "i", "more": null}
        """);
    assertThat(read(JsonLinesDataset.builder(file()).referenceField("more").build()))
        .containsExactly(
            new Example("1", "a", "b", List.of("c", "", "d")),
            new Example("2", "e", "", List.of("f", "g")),
            new Example("3", "h", "i"));
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
            "%s, line 2: the field 'highlights' must be a string, an array of strings or null, but"
                + " is %s",
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
    assertNoObject("{\"article\": \"a\", \"highlights\": \"b\"}\n[]", 2, "an array");
    assertNoObject("{\"article\": \"a\", \"highlights\": \"b\"}\n\"text\"", 2, "a string");
    assertNoObject("null", 1, "null");
  }

  private void assertNoObject(String content, int line, String described) throws IOException {
    Files.writeString(file(), content);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(dataset(file())))
        .withMessage(
            "%s, line %s: expected one JSON object per line, but here is %s; write each example as"
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
        .withMessageStartingWith("%s, line %s: not valid JSON: ", file(), line);
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
