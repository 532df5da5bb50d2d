package io.summarizer.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation: README.md or one of docs.
 *
 * @param file of the page
 * @param text of it
 */
record Page(Path file, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\S*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile(
          "^ *// page begins\\n(.*?)^ *// page ends$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Path TESTS = Path.of("src/test/java/io/summarizer/examples");

  /** A fenced block: its language, and what is in it. */
  record Block(String language, String text) {}

  static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Page> all() {
    try (Stream<Path> files = Files.list(Path.of("../docs"))) {
      return Stream.concat(Stream.of(Path.of("../README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::of)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(block -> new Block(block.group(1), block.group(2)))
        .toList();
  }

  /** The page without what is in its blocks. */
  String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }

  /** The Java code that the page shows. */
  List<String> snippets() {
    return blocks().stream()
        .filter(block -> block.language().equals("java"))
        .map(Block::text)
        .toList();
  }

  /** The Java code that the page's test compiles and runs: of how-to.md, HowToDocTest. */
  List<String> testedSnippets() throws IOException {
    Path test = TESTS.resolve(testName() + ".java");
    if (!Files.exists(test)) {
      return List.of();
    }
    return REGION
        .matcher(Files.readString(test))
        .results()
        .map((MatchResult region) -> region.group(1).stripTrailing().stripIndent() + "\n")
        .toList();
  }

  private String testName() {
    String name = file.getFileName().toString().replace(".md", "").toLowerCase(Locale.ROOT);
    return Arrays.stream(name.split("-"))
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining())
        + "DocTest";
  }

  /** The commands that the page shows, each on one line. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (Block block : blocks()) {
      if (block.language().equals("sh")) {
        block.text().replaceAll("\\s*\\\\\\n\\s*", " ").lines().forEach(commands::add);
      }
    }
    return commands;
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
