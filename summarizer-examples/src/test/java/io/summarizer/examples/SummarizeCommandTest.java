package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            "{\"text\":\"\",\"token_ids\":[],\"input_tokens\":0,\"used_tokens\":0,\"ended\":true}");
  }

  @Test
  void each_row_of_a_data_file_is_an_article_also_without_summaries() throws IOException {
    String expected = summarize(CAT).out() + summarize(DOG).out();
    Path jsonLines =
        file("a.jsonl", "{\"article\": \"" + CAT + "\"}\n{\"article\": \"" + DOG + "\"}\n");
    assertThat(summarize("", jsonLines).succeeds().out()).isEqualTo(expected);
    Path csv = file("a.csv", "text\n" + CAT + "\n" + DOG + "\n");
    assertThat(summarize("", "--article-field=text", csv).succeeds().out()).isEqualTo(expected);
  }

  @Test
  void more_articles_than_are_read_at_once_keep_their_order() {
    String lines = (CAT + "\n").repeat(70) + DOG + "\n";
    List<String> summaries =
        summarize(lines, "--lines", "--json").succeeds().out().lines().toList();
    assertThat(summaries).hasSize(71);
    assertThat(summaries.subList(0, 70)).containsOnly(summaries.get(0));
    assertThat(summaries.get(70)).isEqualTo(summarize(DOG, "--json").out().strip());
  }

  @Test
  void a_cut_article_is_told_on_the_error_stream() {
    Cli run = summarize(CAT + "\n" + DOG, "--lines", "--max-source-length=10").succeeds();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err().lines())
        .containsExactly(
            "summarizer: article 1 has 14 tokens, of which the model saw the first 10;"
                + " --max-source-length sets the limit",
            "summarizer: article 2 has 14 tokens, of which the model saw the first 10;"
                + " --max-source-length sets the limit");
  }

  @Test
  void a_text_without_words_or_in_another_encoding_is_refused() throws IOException {
    Cli empty = summarize(" \n");
    assertThat(empty.exitCode()).isEqualTo(1);
    assertThat(empty.err().strip())
        .isEqualTo("summarizer: standard input: expected a text to summarize, got none");
    Path latin1 =
        Files.write(folder.resolve("latin1.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});
    assertThat(summarize("", latin1).err().strip())
        .isEqualTo("summarizer: " + latin1 + ": expected UTF-8, got other bytes; convert it");
  }
}
