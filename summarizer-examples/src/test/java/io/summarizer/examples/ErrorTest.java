package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What goes wrong, with which exit code and in which words. */
class ErrorTest {
  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() throws IOException {
    TinyModel tiny = new TinyModel(folder);
    Path model = tiny.create();
    tiny.jsonLines("train.jsonl", 10);
    Files.writeString(folder.resolve("empty.csv"), "");
    Files.writeString(folder.resolve("other.csv"), "text,title\na,b\n");
    Files.writeString(folder.resolve("blank.csv"), "article,highlights\n ,b\n");
    Files.writeString(folder.resolve("bert.json"), "{\"model_type\": \"bert\"}");
    Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("thesis.txt"), "text");
    Path cut = Files.createDirectory(folder.resolve("cut"));
    for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      byte[] bytes = Files.readAllBytes(model.resolve(name));
      int length = name.endsWith(".safetensors") ? bytes.length / 2 : bytes.length;
      Files.write(cut.resolve(name), java.util.Arrays.copyOf(bytes, length));
    }
  }

  /** A command line, in which @ stands for the folder and a slash; exit code; message. */
  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(
            "",
            2,
            "expected a command, one of [quickstart, fine-tune, summarize, evaluate, rouge, export, audit, init, download, doctor]"),
        arguments("traim", 2, "Unmatched argument at index 0: 'traim'"),
        arguments("summarize --model @model --colour", 2, "Unknown option: '--colour'"),
        arguments(
            "fine-tune --model @model --output @out", 2, "Missing required option: '--train=FILE'"),
        arguments(
            tune("--epochs two"), 2, "Invalid value for option '--epochs': 'two' is not an int"),
        arguments(tune("--batch-size 0"), 2, "--batch-size: expected 1 or more, got 0"),
        arguments(
            tune("--learning-rate nan"),
            2,
            "Invalid value for option '--learning-rate': 'nan' is not a double"),
        arguments(tune("--dropout 1"), 2, "dropout: expected a number from 0 to below 1, got 1.0"),
        arguments(
            tune("--epochs 1 --steps 2"),
            2,
            "epochs and steps: expected one of them, got epochs 1 and steps 2"),
        arguments(tune("--batch-tokens 0"), 2, "--batch-tokens: expected 1 or more, got 0"),
        arguments(
            tune("--batch-size 4 --batch-tokens 512"),
            2,
            "--batch-size and --batch-tokens: expected one of them, got --batch-size 4 and"
                + " --batch-tokens 512"),
        arguments(
            tune("--group-by-length --batch-tokens 512"),
            2,
            "--group-by-length and --batch-tokens: expected one of them, got both"),
        arguments(
            tune("--schedule linear=5"),
            2,
            "--schedule: expected constant, linear, cosine, cosine-with-restarts=N, polynomial=P or"
                + " inverse-sqrt, got linear=5"),
        arguments(
            tune("--schedule cosine-with-restarts=2.7"),
            2,
            "--schedule: expected N to be a whole number and P a number, got"
                + " cosine-with-restarts=2.7"),
        arguments(
            tune("--group-by-length --no-shuffle"),
            2,
            "shuffle: expected true, since batching by length changes the order, got false"),
        arguments(
            tune("--token-cache @other.csv"),
            1,
            "@other.csv: the tokens cannot be kept there ("
                + "java.nio.file.FileAlreadyExistsException: @other.csv). Make room there, or name"
                + " another directory with --token-cache."),
        arguments(
            tune("--steps 2 --warmup-steps 3"),
            2,
            "--warmup-steps: expected at most steps, 2, got 3"),
        arguments(
            tune("--article-field id"),
            2,
            "--article-field, --summary-field and idField must name three different fields"),
        arguments(
            "summarize --model @model --max-new-tokens 0",
            2,
            "--max-new-tokens: expected 1 to 65536, got 0"),
        arguments(
            "fine-tune --model @nowhere --train @train.jsonl --output @out",
            1,
            "@nowhere: does not exist"),
        arguments(
            "fine-tune --model @full --train @train.jsonl --output @out",
            1,
            "@full: holds no config.json; a Hugging Face model directory is expected"),
        arguments(
            "fine-tune --model @cut --train @train.jsonl --output @out",
            1,
            "@cut/model.safetensors: "),
        arguments("fine-tune --model @model --train @missing.csv --output @out", 1, "@missing.csv"),
        arguments(
            "fine-tune --model @model --train @train.xlsx --output @out",
            1,
            "@train.xlsx: the format is told by the extension"),
        arguments(
            "fine-tune --model @model --train @empty.csv --output @out",
            1,
            "@empty.csv is empty; expected a header"),
        arguments(
            "fine-tune --model @model --train @other.csv --output @out",
            1,
            "has no field 'article'; it has 'text', 'title'. Set --article-field to one of these"),
        arguments(
            "fine-tune --model @model --train @blank.csv --output @out",
            1,
            "expected at least one row with an article and a summary"),
        arguments(
            "fine-tune --model @model --train @train.jsonl --output @full",
            1,
            "@full: is not empty; choose another output directory"),
        arguments(
            tune("--steps 1 --metrics @full"), 1, "@full: the metrics cannot be written there"),
        arguments(
            "init --config @bert.json --tokenizer @tokenizer --seed 1 --output @new",
            1,
            "model_type"),
        arguments(
            "init --config @nowhere.json --tokenizer @tokenizer --seed 1 --output @new",
            1,
            "@nowhere.json"),
        arguments(
            "init --config @config.json --tokenizer @tokenizer --seed 1 --output @full",
            1,
            "@full: exists and is not empty"),
        arguments(
            "summarize --model @model --device gpu",
            2,
            "Invalid value for option '--device': expected auto, cpu, cuda or cuda:N as in cuda:1,"
                + " got 'gpu'"),
        arguments(
            "download",
            2,
            "Missing required argument (specify one of these): (--model=ID | --dataset=ID)"),
        arguments(
            "download --model a --dataset b", 2, "--model=ID, --dataset=ID are mutually exclusive"),
        arguments(
            "download --model a/b/c", 2, "expected the id of a model on the hub, as in owner/name"),
        arguments(
            "download --dataset a/b --offline --file x.csv",
            1,
            "a/b: x.csv at revision main is not in the cache"),
        arguments(
            "export --model @model --out @new --format pickle",
            2,
            "Invalid value for option '--format': expected optimum, transformers-js or single, got"
                + " 'pickle'"),
        arguments(
            "export --model @model --out @new --quantize int2",
            2,
            "Invalid value for option '--quantize': expected int8 or int4, got 'int2'"),
        arguments(
            "export --model @model --out @new --gate-data @train.jsonl",
            2,
            "Missing required argument(s): --max-rouge-drop=X"),
        arguments(
            "export --model @model --out @new --quantize int8 --gate-data @other.csv"
                + " --max-rouge-drop 1",
            1,
            "Set --article-field to one of these"),
        arguments(
            "export --model @model --out @new --gate-data @train.jsonl --max-rouge-drop 1",
            1,
            "gate: expected quantize with it, since in float32 nothing is lost, got none"),
        arguments("export --model @model --out @full", 1, "@full: exists and is not empty"),
        arguments("export --model @cut --out @new", 1, "@cut/model.safetensors: "),
        arguments(
            "summarize --model @model @nowhere.txt",
            1,
            "@nowhere.txt: does not exist; check the path"),
        arguments("summarize --model @model @other.csv", 1, "Set --article-field to one of these"),
        arguments(
            "quickstart --output @full",
            1,
            "@full: is not empty; name another directory with --output, or delete it"));
  }

  private static String tune(String options) {
    return "fine-tune --model @model --train @train.jsonl --output @out " + options;
  }

  private static String inFolder(String text) {
    return text.replace("@", folder + "/");
  }

  private static Cli run(String commandLine) {
    List<Object> args = new ArrayList<>();
    Stream.of(commandLine.split(" "))
        .filter(arg -> !arg.isEmpty())
        .forEach(arg -> args.add(inFolder(arg)));
    return Cli.run(args.toArray());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void an_error_is_one_line_with_an_exit_code(String commandLine, int exitCode, String message) {
    Cli run = run(commandLine);
    assertThat(run.err()).startsWith("summarizer: ").contains(inFolder(message));
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.err().lines().filter(line -> line.startsWith("summarizer: "))).hasSize(1);
    if (exitCode == CommandLine.ExitCode.USAGE) {
      assertThat(run.err().lines())
          .last()
          .asString()
          .startsWith("Try 'summarizer")
          .endsWith(" --help'.");
    } else {
      assertThat(run.err().lines()).hasSize(1);
    }
  }

  @Test
  void a_mistyped_option_is_answered_with_a_proposal() {
    assertThat(run("summarize --model @model --max-new-token 3").err())
        .contains("Unknown option", "--max-new-tokens");
    assertThat(run("quikstart").err()).contains("Unmatched argument", "quickstart");
  }

  @Test
  void a_gpu_that_is_not_there_is_explained_in_lines() {
    for (String command :
        List.of(
            "summarize --model @model @train.jsonl",
            "evaluate --model @model --data @train.jsonl")) {
      Cli run = run(command + " --device cuda:7");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("summarizer: cuda:7 cannot be used: ")
          .contains("\n  driver  ", "\nTo do:\n  - ", "device cpu\n")
          .doesNotContain("\tat ");
    }
    assertThat(run(tune("--device cuda:7")).err()).startsWith("summarizer: cuda:7 cannot be used");
    assertThat(run("quickstart --output @quick --device cuda:7").err())
        .startsWith("summarizer: cuda:7 cannot be used");
  }

  @Test
  void the_stack_trace_is_shown_on_request() {
    assertThat(
            run("fine-tune --stacktrace --model @nowhere --train @train.jsonl --output @x").err())
        .startsWith("summarizer: ")
        .contains("io.summarizer.CheckpointException", "\tat io.summarizer.model.Checkpoint.open");
  }

  @Test
  void an_error_that_nobody_foresaw_comes_with_its_place() {
    Cli.Captured captured = new Cli.Captured(false);
    CommandLine command = new CommandLine(new InitCommand(captured.streams()));
    CommandLine.ParseResult parsed =
        command.parseArgs("--config=c", "--tokenizer=t", "--seed=1", "--output=o");
    int exitCode =
        new ErrorReport(captured.streams().err())
            .handleExecutionException(new IllegalStateException("a bug"), command, parsed);
    assertThat(exitCode).isEqualTo(1);
    assertThat(captured.err())
        .startsWith("java.lang.IllegalStateException: a bug")
        .contains("\tat " + ErrorTest.class.getName());
  }

  @Test
  void a_name_cannot_command_the_terminal() {
    Cli run = Cli.run("rouge", "--predictions", "a\u001b[2J\u0007\u202eb", "--references", "b");
    assertThat(run.err())
        .startsWith("summarizer: a\\u001b[2J\\u0007\\u202eb: does not exist; check the path");
  }
}
