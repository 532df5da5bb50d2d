package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** What is taken for an article, with a model that has learned nothing. */
class SummarizeCommandTest {
  private static final String CAT = "In the yard a red cat sat near a tree.";
  private static final String DOG = "In the yard a green dog sat near a tree.";

  @TempDir static Path folder;
  private static Path model = Path.of("");

  @BeforeAll
  static void makeModel() throws IOException {
    model = new TinyModel(folder).create();
  }

  private static Cli summarize(String input, Object... args) {
    Object[] all = new Object[args.length + 4];
    all[0] = "summarize";
    all[1] = "--model";
    all[2] = model;
    all[3] = "--max-new-tokens=6";
    System.arraycopy(args, 0, all, 4, args.length);
    return Cli.runWithInput(input.getBytes(StandardCharsets.UTF_8), all);
  }

  private static Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void a_text_is_one_article_from_a_file_or_the_standard_input() throws IOException {
    String fromInput = summarize(CAT + "\n\n" + DOG).succeeds().out();
    assertThat(fromInput.lines()).hasSize(1);
    Path file = file("article.txt", "\ufeff" + CAT + "\n\n" + DOG);
    assertThat(summarize("", file).succeeds().out()).isEqualTo(fromInput);
  }

  @Test
  void each_line_is_an_article_if_asked_for_and_a_blank_one_keeps_its_place() {
    List<String> lines = summarize(CAT + "\n \n" + DOG + "\n", "--lines").out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(summarize(CAT).out().strip());
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.get(2)).isEqualTo(summarize(DOG).out().strip());
    assertThat(summarize("\n" + CAT, "--lines", "--json").out().lines())
        .first()
        .isEqualTo(
            "{\"id\":\"1\",\"text\":\"\",\"token_ids\":[],\"score\":0.0,\"input_tokens\":0,"
                + "\"used_tokens\":0,\"truncated\":false,\"parts\":0,\"ending\":\"blank_text\"}");
  }

  @Test
  void each_row_of_a_data_file_is_an_article_also_without_summaries() throws IOException {
    String expected = summarize(CAT).out() + summarize(DOG).out();
    Path jsonLines =
        file("a.jsonl", "{\"article\": \"" + CAT + "\"}\n{\"article\": \"" + DOG + "\"}\n");
    assertThat(summarize("", jsonLines).succeeds().out()).isEqualTo(expected);
    Path csv = file("a.csv", "text\n" + CAT + "\n" + DOG + "\n");
    assertThat(summarize("", "--article-field=text", csv).succeeds().out()).isEqualTo(expected);
    Path semicolons = file("b.csv", "no;article\n1;" + CAT + "\n2;" + DOG + "\n");
    assertThat(summarize("", "--delimiter=;", semicolons).succeeds().out()).isEqualTo(expected);
  }

  @Test
  void more_articles_than_are_read_at_once_keep_their_order_and_ids() {
    String lines = (CAT + "\n").repeat(300) + DOG + "\n";
    List<String> summaries =
        summarize(lines, "--lines", "--json").succeeds().out().lines().toList();
    assertThat(summaries).hasSize(301);
    for (int i = 0; i < 300; i++) {
      assertThat(summaries.get(i)).isEqualTo(withId(summaries.get(0), i + 1));
    }
    String dog = summarize(DOG, "--lines", "--json").out().strip();
    assertThat(dog).isNotEqualTo(summaries.get(0));
    assertThat(summaries.get(300)).isEqualTo(withId(dog, 301));
  }

  private static String withId(String json, int id) {
    return json.replaceFirst("\"id\":\"1\"", "\"id\":\"" + id + "\"");
  }

  private static List<String> ids(String jsonLines) {
    ObjectMapper json = new ObjectMapper();
    return jsonLines.lines().map(line -> json.readTree(line).get("id").asString()).toList();
  }

  @Test
  void several_files_patterns_and_the_standard_input_come_one_after_the_other() throws IOException {
    Path first = file("b-1.jsonl", "{\"id\": \"x\", \"article\": \"" + CAT + "\"}");
    Path second = file("b-2.jsonl", "{\"id\": 7, \"article\": \"" + DOG + "\"}");
    Path numbered = file("c.csv", "article\n" + CAT + "\n" + DOG + "\n");
    Path text = file("d.txt", DOG);
    Cli run = summarize(CAT, "--json", text, folder.resolve("b-*.jsonl"), "-", numbered);
    assertThat(ids(run.succeeds().out())).containsExactly("" + text, "x", "7", "-", "1", "2");
    assertThat(summarize(CAT, text, first, second, "-", numbered).succeeds().out())
        .isEqualTo(
            Stream.of(DOG, CAT, DOG, CAT, CAT, DOG)
                .map(article -> summarize(article).out())
                .collect(Collectors.joining()));
  }

  @Test
  void the_format_is_named_where_a_name_does_not_tell_it() throws IOException {
    Path rows = file("rows", "{\"body\": \"" + CAT + "\"}\n{\"body\": \"" + DOG + "\"}\n");
    assertThat(
            summarize("", "--format=jsonl", "--article-field=body", rows).succeeds().out().lines())
        .hasSize(2);
    assertThat(summarize("", rows).succeeds().out().lines()).hasSize(1);
    assertThat(summarize("", "--lines", rows).succeeds().out().lines()).hasSize(2);
  }

  @Test
  void cut_articles_are_told_of_in_one_line() {
    Cli two = summarize(CAT + "\n" + DOG, "--lines", "--max-source-length=10").succeeds();
    assertThat(two.out().lines()).hasSize(2);
    assertThat(two.err().lines())
        .containsExactly(
            "summarizer: 2 of 2 articles were too long: the model saw the first 20 of 28 tokens;"
                + " --max-source-length sets the limit, --long-documents summarizes all of it");
    assertThat(summarize(CAT, "--max-source-length=10").succeeds().err().lines())
        .containsExactly(
            "summarizer: the article was too long: the model saw the first 10 of 14 tokens;"
                + " --max-source-length sets the limit, --long-documents summarizes all of it");
    assertThat(summarize(CAT, "--max-source-length=14").succeeds().err()).isEmpty();
  }

  @Test
  void summaries_go_into_a_file_that_is_there_when_it_is_whole() throws IOException {
    Path out = folder.resolve("new/out.txt");
    Cli run = summarize(CAT + "\n" + DOG, "--lines", "--json", "--out", out).succeeds();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(ids(Files.readString(out))).containsExactly("1", "2");
    assertThat(out.getParent()).isDirectoryContaining(path -> path.equals(out));
    summarize(CAT, "--json", "--out", out).succeeds();
    assertThat(ids(Files.readString(out))).containsExactly("-");
    assertThat(out.getParent()).isDirectoryNotContaining(path -> !path.equals(out));
  }

  @Test
  void what_there_is_of_the_summaries_stays_aside_if_a_row_cannot_be_read() throws IOException {
    Path rows =
        file("bad.jsonl", ("{\"article\": \"" + CAT + "\"}\n").repeat(300) + "{\"article\": 1}\n");
    Path out = file("partly.txt", "of before");
    Cli run = summarize("", "--json", "--out", out, rows);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly(
            "summarizer: what there is of the results is in " + out + ".part",
            "summarizer: "
                + rows
                + ", line 301: the field 'article' must be a string or null, but is the number 1");
    assertThat(out).hasContent("of before");
    assertThat(ids(Files.readString(Path.of(out + ".part")))).hasSize(256).contains("1", "256");

    Cli first = summarize("", "--out", folder.resolve("none.txt"), file("bad2.jsonl", "{]"));
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.err().lines()).hasSize(1);
    assertThat(folder.resolve("none.txt.part")).doesNotExist();
  }

  @Test
  void a_text_is_shown_as_it_is_generated_where_somebody_watches() {
    Cli.Captured captured =
        new Cli.Captured(new ByteArrayInputStream(CAT.getBytes(StandardCharsets.UTF_8)), true);
    Streams terminal =
        new Streams(
            captured.streams().in(),
            captured.streams().out(),
            captured.streams().err(),
            true,
            true);
    int exitCode = Main.run(terminal, "summarize", "--model=" + model, "--max-new-tokens=6");
    assertThat(exitCode).as(captured.err()).isZero();
    assertThat(captured.out()).isEqualTo(summarize(CAT).out());
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void nothing_more_is_summarized_when_nobody_can_read_it() {
    PrintStream broken =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            false,
            StandardCharsets.UTF_8);
    Cli.Captured captured = new Cli.Captured(false);
    Streams streams =
        new Streams(
            new ByteArrayInputStream((CAT + "\n" + DOG).getBytes(StandardCharsets.UTF_8)),
            broken,
            captured.streams().err(),
            false,
            false);
    int exitCode = Main.run(streams, "summarize", "--model=" + model, "--lines");
    assertThat(exitCode).isEqualTo(1);
    assertThat(captured.err().strip())
        .isEqualTo(
            "summarizer: standard output: cannot be written any more; its reader has ended, or the"
                + " disk is full");
  }

  @Test
  void a_text_without_words_or_in_another_encoding_is_refused() throws IOException {
    Cli empty = summarize(" \n");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err().strip())
        .isEqualTo("summarizer: standard input: expected a text to summarize, got none");
    assertThat(summarize("", "--lines").err().strip())
        .isEqualTo("summarizer: standard input: expected an article to summarize, got none");
    Path latin1 =
        Files.write(folder.resolve("latin1.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});
    assertThat(summarize("", latin1).err().strip())
        .isEqualTo("summarizer: " + latin1 + ": expected UTF-8, got other bytes; convert it");
  }
}
