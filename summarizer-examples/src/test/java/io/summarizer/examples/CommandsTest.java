package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of each page, run one after the other in a folder, each in a JVM of its own, as a
 * reader would. The models that they name are tiny ones here, and the files have a few rows.
 */
class CommandsTest {
  private static final String JAR = "java -jar summarizer-examples/target/summarizer.jar ";
  private static final String CLASS = "java -cp summarizer-examples/target/summarizer.jar ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** The beginnings of commands that are not run here, and why. */
  private static final Map<String, String> NOT_RUN =
      ImmutableMap.<String, String>builder()
          .put("mvn ", "is what runs this test, or would build the project once more")
          .put(JAR + "quickstart", "takes a minute; QuickstartCommandTest runs it")
          .put(JAR + "download ", "needs the network; DownloadCommandTest runs it")
          .put(JAR + "doctor", "its exit code depends on the machine; DoctorCommandTest runs it")
          .put("java -jar benchmarks/", "takes minutes; is measured by hand")
          .put(CLASS + "io.summarizer.examples.uses.SummarizingService", "runs until it is stopped")
          .put("curl ", "needs the service; SummarizingServiceTest asks it")
          .build();

  @TempDir Path folder;

  static List<Page> pages() {
    return Page.all().stream().filter(page -> !page.commands().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commands_of_a_page_run(Page page) throws Exception {
    prepare();
    for (String command : page.commands()) {
      if (NOT_RUN.keySet().stream().noneMatch(command::startsWith)) {
        run(command);
      }
    }
  }

  @Test
  void every_exception_has_a_command() {
    List<String> commands = pages().stream().flatMap(page -> page.commands().stream()).toList();
    assertThat(NOT_RUN.keySet())
        .allSatisfy(
            beginning -> assertThat(commands).anyMatch(command -> command.startsWith(beginning)));
  }

  /** The files that a reader has by then. */
  private void prepare() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    copy(tiny.train(), folder.resolve("quickstart-output/model"));
    for (String untrained : List.of("t5-small", "quickstart-output/untrained")) {
      copy(folder.resolve("model"), folder.resolve(untrained));
    }
    for (String name : List.of("train", "validation", "test")) {
      tiny.jsonLines("quickstart-output/" + name + ".jsonl", 12);
      csv(name + ".csv", "article,highlights");
    }
    csv("stories.csv", "Story Text,Headline");
    Files.writeString(folder.resolve("article.txt"), TinyModel.examples(1).get(0).article());
    for (String name : List.of("new.txt", "old.txt", "references.txt")) {
      Files.writeString(folder.resolve(name), "A red cat.\nA green dog.\n");
    }
  }

  private void csv(String name, String header) throws IOException {
    StringBuilder rows = new StringBuilder(header).append('\n');
    TinyModel.examples(12)
        .forEach(row -> rows.append(row.article()).append(',').append(row.summary()).append('\n'));
    Files.writeString(folder.resolve(name), rows);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void run(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (command.startsWith(JAR)) {
      words.add(Main.class.getName());
      words.addAll(words(command.substring(JAR.length())));
    } else {
      assertThat(command)
          .as("a command that is neither run here nor an exception")
          .startsWith(CLASS);
      words.addAll(words(command.substring(CLASS.length())));
    }
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder process = new ProcessBuilder(words).directory(folder.toFile());
    process.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    int exitCode =
        process.redirectErrorStream(true).redirectOutput(printed.toFile()).start().waitFor();
    assertThat(exitCode).as(command + "\n" + Files.readString(printed)).isZero();
  }

  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(CommandsTest::word).toList();
  }

  private static String word(MatchResult word) {
    return word.group(1) == null ? word.group(2) : word.group(1);
  }
}
