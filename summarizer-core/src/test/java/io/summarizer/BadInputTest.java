package io.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.error.SummarizerException;
import io.summarizer.text.TokenizerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should ask for, and what comes of it. */
@SuppressWarnings("NullAway") // nulls are among it
class BadInputTest {
  private static final Path MODEL = TinyNews.trained();
  private static final String TEXT = TinyNews.sentence(0);

  @TempDir Path folder;
  private static Summarizer summarizer;

  @BeforeAll
  static void load() {
    summarizer = Summarizer.load(MODEL);
  }

  @AfterAll
  static void close() {
    summarizer.close();
  }

  // ---- texts that are summarized all the same

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("empty", "", 0, 0),
        Arguments.of("blank", " \t\r\n ", 0, 0),
        Arguments.of("a million words", "a red cat ".repeat(333_334), 1_000_000, 48),
        Arguments.of("no known token", "\u6f22\u5b57 \u0416\u0416\u0416", 4, 20),
        Arguments.of("half a surrogate pair", "a red \ud83d cat", 4, 20),
        Arguments.of("special tokens written out", "a red </s> cat <pad>", 4, 20),
        Arguments.of("control characters", "a\u0000red\u0007cat\u001b[2J", 4, 48));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void a_strange_text_is_summarized(String name, String text, int leastInput, int mostUsed) {
    Summary summary = summarizer.summarize(List.of(TEXT, text)).get(1);
    assertThat(summary.inputTokens()).isGreaterThanOrEqualTo(leastInput);
    assertThat(summary.usedTokens()).isLessThanOrEqualTo(mostUsed);
    assertThat(summary.ending() == Ending.BLANK_TEXT).isEqualTo(mostUsed == 0);
    assertThat(summary.truncated()).isEqualTo(leastInput > TinyNews.MAX_SOURCE_LENGTH);
  }

  // ---- calls that are refused

  static Stream<Arguments> calls() {
    return Stream.of(
        call("text: expected a text, got null", s -> s.summarize((String) null)),
        call("text: expected a text, got null", s -> s.summaries((String) null, s.generation())),
        call(
            "text: expected a text, got null", s -> s.summarize(null, s.generation(), piece -> {})),
        call("texts: expected a list of texts, got null", s -> s.summarize((List<String>) null)),
        call(
            "texts: expected texts, got null at index 1",
            s -> s.summarize(Arrays.asList(TEXT, null))),
        call(
            "texts: expected a stream of texts, got null", s -> s.summarize((Stream<String>) null)),
        call(
            "text: expected a text, got null",
            s -> s.summarize(Stream.of(TEXT, null)).forEach(summary -> {})),
        call("options: expected generation options, got null", s -> s.summarize(TEXT, null)),
        call(
            "beams: expected at most half of the vocabulary, 60, got 61",
            s -> s.summarize(TEXT, with(o -> o.beams(61)))),
        call(
            "forcedFirstToken: expected ids below the vocabulary's size, 120, got 120",
            s -> s.summarize(TEXT, with(o -> o.forcedFirstToken(120)))),
        call(
            "forbiddenTokens: expected ids below the vocabulary's size, 120, got 500",
            s -> s.summarize(TEXT, with(o -> o.forbiddenTokens(List.of(List.of(500)))))),
        call(
            "minNewTokens: expected at most maxNewTokens, 12, got 13",
            s -> s.summarize(TEXT, with(o -> o.minNewTokens(13)))),
        call(
            "doSample: expected false with beams, of which there are 2, got true",
            s -> s.summarize(TEXT, with(o -> o.doSample(true).beams(2)))),
        call(
            "returnedSummaries: expected at most beams, 2, or doSample, got 3",
            s -> s.summaries(TEXT, with(o -> o.beams(2).returnedSummaries(3)))));
  }

  private static GenerationOptions with(UnaryOperator<GenerationOptions.Builder> change) {
    return change.apply(summarizer.generation().toBuilder()).build();
  }

  private static Arguments call(String message, Consumer<Summarizer> call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void a_wrong_call_is_refused(String message, Consumer<Summarizer> call) {
    assertThatThrownBy(() -> call.accept(summarizer))
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class)
        .hasMessage(message);
    assertThat(summarizer.summarize(TEXT).text()).isEqualTo("A red cat.");
  }

  static Stream<Arguments> closedCalls() {
    return Stream.of(
        call("one text", s -> s.summarize(TEXT)),
        call("several summaries", s -> s.summaries(TEXT, GenerationOptions.defaults())),
        call("a list", s -> s.summarize(List.of(TEXT))),
        call("a stream", s -> s.summarize(Stream.of(TEXT)).forEach(summary -> {})),
        call("a listener", s -> s.summarize(TEXT, GenerationOptions.defaults(), piece -> {})));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closedCalls")
  void a_closed_summarizer_refuses(String name, Consumer<Summarizer> call) {
    Summarizer closed = Summarizer.load(MODEL);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> call.accept(closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the summarizer is closed; load the model again");
  }

  // ---- loaders

  static Stream<Arguments> loaders() {
    return Stream.of(
        loader("batchSize: expected 1 or more, got 0", l -> l.batchSize(0)),
        loader("batchTokens: expected 1 or more, got 0", l -> l.batchTokens(0)),
        loader("threads: expected 1 or more, got -1", l -> l.threads(-1)),
        loader("maxSourceLength: expected 2 or more, got 1", l -> l.maxSourceLength(1)),
        loader(
            "mergeWindow: expected a duration of 0 or more, got PT-1S",
            l -> l.mergeWindow(Duration.ofSeconds(-1))),
        loader(
            "maxSourceLength: expected more than the 4 tokens of the prefix 'a red cat ' and"
                + " end-of-sequence, got 2. No article would be left.",
            l -> l.prefix("a red cat ").maxSourceLength(2)),
        loader(
            "minNewTokens: expected at most maxNewTokens, 12, got 13",
            l -> l.generation(own -> own.minNewTokens(13))),
        loader(
            "maxNewTokens: expected 1 to 65536, got 0", l -> l.generation(o -> o.maxNewTokens(0))));
  }

  private static Arguments loader(String message, UnaryOperator<Summarizer.Loader> change) {
    return Arguments.of(message, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loaders")
  void a_wrong_loader_is_refused(String message, UnaryOperator<Summarizer.Loader> change) {
    assertThatThrownBy(() -> change.apply(Summarizer.loader(MODEL)).load().close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  // ---- models that are not whole

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "config.json",
            CheckpointException.class,
            "%s: holds no config.json; a Hugging Face model directory is expected"),
        Arguments.of(
            "model.safetensors",
            CheckpointException.class,
            "%s: holds no weights: neither model.safetensors nor model.safetensors.index.json is"
                + " there"),
        Arguments.of(
            "tokenizer.json",
            TokenizerException.class,
            "Folder %s has no tokenizer.json. Models with only a spiece.model need it made once (in"
                + " Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder))."));
  }

  private Path copyWithout(String name) throws IOException {
    for (Path file : filesOf(MODEL)) {
      if (!file.endsWith(name)) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private static List<Path> filesOf(Path model) throws IOException {
    try (Stream<Path> files = Files.list(model)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_model_that_lacks_a_file_is_refused(
      String name, Class<? extends Exception> type, String message) throws IOException {
    Path model = copyWithout(name);
    assertThatThrownBy(() -> Summarizer.load(model).close())
        .isInstanceOf(type)
        .hasMessage(message.formatted(model));
  }

  @Test
  void a_model_can_lack_the_other_files() throws IOException {
    for (Path file : filesOf(copyWithout("README.md"))) {
      String name = String.valueOf(file.getFileName());
      if (!List.of("config.json", "model.safetensors", "tokenizer.json").contains(name)) {
        Files.delete(file);
      }
    }
    try (Summarizer bare = Summarizer.load(folder)) {
      assertThat(bare.generation()).isEqualTo(GenerationOptions.defaults());
      assertThat(bare.summarize(TEXT).text()).isEqualTo("A red cat.");
    }
  }

  @Test
  void options_that_leave_no_token_are_refused() {
    List<List<Integer>> all = IntStream.range(0, 120).mapToObj(List::of).toList();
    GenerationOptions none =
        GenerationOptions.builder().beams(2).minNewTokens(2).forbiddenTokens(all).build();
    assertThatThrownBy(() -> summarizer.summarize(TEXT, none))
        .isInstanceOf(SummarizerException.class)
        .hasMessage(
            "no summary can be generated with "
                + none
                + ": expected options under which a token can follow every other; forbid less");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_model_that_computes_nan_is_refused(int beams) throws IOException {
    Path broken = copyWithout("README.md");
    fillWithNan(broken.resolve("model.safetensors"));
    String message =
        "the model computes NaN: expected probabilities of tokens; its weights hold NaN or are too"
            + " large for the precision, so take an earlier checkpoint, or float32";
    try (Summarizer model = Summarizer.load(broken)) {
      GenerationOptions options = GenerationOptions.builder().beams(beams).build();
      assertThatThrownBy(() -> model.summarize(TEXT, options))
          .isInstanceOf(SummarizerException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> model.summarize(TEXT, GenerationOptions.defaults(), piece -> {}))
          .isInstanceOf(SummarizerException.class)
          .hasMessage(message);
    }
  }

  /** All bits set are a NaN of float32. */
  private static void fillWithNan(Path weights) throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    Arrays.fill(bytes, Long.BYTES + header, bytes.length, (byte) 0xFF);
    Files.write(weights, bytes);
  }
}
