package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.rouge.Bootstrap;
import io.summarizer.rouge.MultiReference;
import io.summarizer.rouge.RougeAggregate;
import io.summarizer.rouge.RougeComparison;
import io.summarizer.rouge.RougePair;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeTokenizer;
import io.summarizer.rouge.RougeType;
import io.summarizer.rouge.SentenceSplitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the rouge command prints, against the library and by hand. */
class RougeCommandTest {
  private static final List<String> GENERATED =
      List.of(
          "A cat sat on the mats near the door",
          "The trains were late. Nobody complained.",
          "",
          "Walking is healthy");
  private static final List<String> OTHER =
      List.of("A dog ran", "The trains were late.", "The rain stops", "Walks are");
  private static final List<String> REFERENCES =
      List.of(
          "The cat sat on a mat near the door",
          "Nobody complained. The train was late.",
          "It stops raining",
          "Walks are healthy");
  private static final List<String> SECOND_REFERENCES =
      List.of("A cat near a door", "Late trains", "The rain stops", "Walk");

  @TempDir Path folder;
  private Path generated = Path.of("");
  private Path other = Path.of("");
  private Path references = Path.of("");
  private Path secondReferences = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    generated = lines("generated.txt", GENERATED);
    other = lines("other.txt", OTHER);
    references = lines("references.txt", REFERENCES);
    secondReferences = lines("second.txt", SECOND_REFERENCES);
  }

  private Path lines(String name, List<String> lines) throws IOException {
    return file(name, String.join("\n", lines) + "\n");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Cli rouge(Path generated, Path references, Object... more) {
    Object[] files = {"rouge", "--predictions", generated, "--references", references};
    return Cli.run(Stream.of(files, more).flatMap(Stream::of).toArray());
  }

  private static JsonNode json(Cli run) {
    return new ObjectMapper().readTree(run.succeeds().out());
  }

  /** Scores of the four pairs as the library gives them. */
  private static RougeAggregate expected(RougeScorer.Builder scorer, List<String> generated) {
    return scorer.build().scoreAll(generated, REFERENCES);
  }

  private static void assertScores(JsonNode json, RougeAggregate expected, Bootstrap bootstrap) {
    assertThat(json.get("scores").propertyNames())
        .containsExactlyElementsOf(expected.types().stream().map(RougeType::name).toList());
    for (RougeType type : expected.types()) {
      JsonNode scores = json.get("scores").get(type.name());
      var confidence = expected.confidence(bootstrap);
      assertThat(scores(scores)).isEqualTo(expected.headline(bootstrap).get(type).toString());
      assertThat(scores(scores.get("low"))).isEqualTo(confidence.low().get(type).toString());
      assertThat(scores(scores.get("mid"))).isEqualTo(confidence.mid().get(type).toString());
      assertThat(scores(scores.get("high"))).isEqualTo(confidence.high().get(type).toString());
    }
  }

  /** All digits, as the library would write them. */
  private static String scores(JsonNode json) {
    return "RougeScore[precision=%s, recall=%s, f1=%s]"
        .formatted(
            json.get("precision").doubleValue(),
            json.get("recall").doubleValue(),
            json.get("f1").doubleValue());
  }

  @Test
  void table_showsTheExampleCheckedByHand() throws IOException {
    Path generated = file("g.txt", "I absolutely loved reading the Hunger Games\n");
    Path reference = file("r.txt", "I loved reading the Hunger Games");

    Cli run = rouge(generated, reference, "--types", "rouge1,rougeL").succeeds();

    assertThat(run.out())
        .isEqualTo(
            """
            profile     ROUGE_SCORE
            pairs       1
            figures     mean of the pairs, in %
            bootstrap   1,000 resamples, seed 0

                        precision  recall      F1   95 % interval of F1
            rouge1          85.71  100.00   92.31    92.31 - 92.31
            rougeL          85.71  100.00   92.31    92.31 - 92.31
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void json_holdsTheLibrarysFiguresToTheLastDigit() {
    JsonNode json = json(rouge(generated, references, "--json"));

    assertThat(json.get("profile").stringValue()).isEqualTo("ROUGE_SCORE");
    assertThat(json.get("figure").stringValue()).isEqualTo("mean");
    assertThat(json.get("count").intValue()).isEqualTo(4);
    assertThat(json.get("texts_without_tokens").intValue()).isEqualTo(1);
    assertThat(json.get("bootstrap"))
        .hasToString("{\"confidence\":0.95,\"resamples\":1000,\"seed\":0}");
    assertScores(json, expected(RougeScorer.builder(), GENERATED), Bootstrap.defaults());
    assertThat(json.has("comparison")).isFalse();
  }

  @Test
  void options_reachTheScorer() {
    assertScorer(RougeScorer.builder().stemming(true), "--stemmer");
    assertScorer(RougeScorer.builder().sentences(SentenceSplitter.ENGLISH), "--sentences=english");
    assertScorer(
        RougeScorer.builder().sentences(RougeProfile.T5_PAPER.sentences()), "--sentences=spaced");
    assertScorer(RougeScorer.builder().tokenizer(RougeTokenizer.UNICODE), "--tokenizer=unicode");
    assertScorer(
        RougeScorer.builder().types(RougeType.n(3), RougeType.skipBigram(4), RougeType.ROUGE_L),
        "--types=rouge3, rougeS4,rougeL");
    assertScorer(RougeScorer.builder(RougeProfile.T5_PAPER), "--profile=t5_paper");
  }

  private void assertScorer(RougeScorer.Builder scorer, String option) {
    JsonNode json = json(rouge(generated, references, "--json", option));
    assertScores(json, expected(scorer, GENERATED), Bootstrap.defaults());
    assertThat(json.get("profile").stringValue()).isEqualTo(scorer.build().profile().toString());
  }

  @Test
  void bootstrapOptions_reachTheIntervals() {
    JsonNode json =
        json(
            rouge(
                generated,
                references,
                "--json",
                "--confidence=0.9",
                "--resamples=200",
                "--seed=7"));

    assertScores(json, expected(RougeScorer.builder(), GENERATED), new Bootstrap(200, 0.9, 7));
    assertThat(rouge(generated, references, "--confidence=0.999", "--seed=7").out())
        .contains("1,000 resamples, seed 7\n", "99.9 % interval of F1\n");
  }

  @Test
  void profileOfBootstrapMedians_saysSoAndShowsThem() {
    assertThat(rouge(generated, references, "--profile=EVALUATE").out())
        .startsWith("profile     EVALUATE\n")
        .contains("figures     median of the bootstrap's means, in %\n");

    JsonNode json = json(rouge(generated, references, "--profile=EVALUATE", "--json", "--seed=3"));
    assertThat(json.get("figure").stringValue()).isEqualTo("bootstrap_median");
    JsonNode rouge1 = json.get("scores").get("rouge1");
    assertThat(rouge1.get("f1")).isEqualTo(rouge1.get("mid").get("f1"));
    RougeAggregate expected = expected(RougeScorer.builder(RougeProfile.EVALUATE), GENERATED);
    assertScores(json, expected, Bootstrap.defaults().seed(3));
    assertThat(rouge1.get("f1").doubleValue()).isNotEqualTo(expected.mean().rouge1().f1());
  }

  @Test
  void severalReferences_countByTheBestOrTogether() {
    List<RougePair> pairs =
        IntStream.range(0, GENERATED.size())
            .mapToObj(
                i ->
                    new RougePair(
                        GENERATED.get(i), List.of(REFERENCES.get(i), SECOND_REFERENCES.get(i))))
            .toList();
    RougeScorer best = RougeScorer.builder().build();
    RougeScorer average = RougeScorer.builder().references(MultiReference.AVERAGE).build();

    Cli run = rouge(generated, references, "--references", secondReferences, "--json");
    JsonNode together =
        json(rouge(generated, references, "--references", secondReferences, "--json", "--average"));

    assertScores(json(run), best.scoreAll(pairs.stream()), Bootstrap.defaults());
    assertThat(run.err()).contains(": 1 of 12 texts, references included, hold no token");
    assertScores(together, average.scoreAll(pairs.stream()), Bootstrap.defaults());
    assertThat(together.get("profile").stringValue()).isEqualTo("ROUGE_SCORE, references AVERAGE");
  }

  @Test
  void comparison_isTheLibrarys() {
    RougeComparison expected =
        RougeComparison.of(
            expected(RougeScorer.builder(), GENERATED), expected(RougeScorer.builder(), OTHER));

    String table = rouge(generated, references, "--compare", other).succeeds().out();
    JsonNode json = json(rouge(generated, references, "--compare", other, "--json"));

    assertThat(table)
        .contains("\nA           " + generated + "\n", "\nB           " + other + "\n")
        .endsWith("\n\nMean F1, from 0 to 1:\n" + expected + "\n");
    assertScores(json, expected(RougeScorer.builder(), GENERATED), Bootstrap.defaults());
    assertThat(json.get("predictions").stringValue()).isEqualTo(generated.toString());
    assertScores(
        json.get("compared"), expected(RougeScorer.builder(), OTHER), Bootstrap.defaults());
    JsonNode difference = json.get("comparison").get("rouge1");
    assertThat(difference.get("f1_difference").doubleValue())
        .isEqualTo(expected.get(RougeType.ROUGE_1).f1());
    assertThat(difference.get("low").doubleValue())
        .isEqualTo(expected.get(RougeType.ROUGE_1).low());
    assertThat(difference.get("high").doubleValue())
        .isEqualTo(expected.get(RougeType.ROUGE_1).high());
    assertThat(difference.get("p_value").doubleValue())
        .isEqualTo(expected.get(RougeType.ROUGE_1).pValue());
  }

  @Test
  void predictions_mayComeFromTheStandardInput() {
    byte[] input = String.join("\n", GENERATED).getBytes(StandardCharsets.UTF_8);

    Cli run = Cli.runWithInput(input, "rouge", "--predictions=-", "--references", references);

    assertThat(run.succeeds().out()).isEqualTo(rouge(generated, references).out());
    assertThat(run.err()).startsWith("summarizer: standard input: 1 of 8 texts");
  }

  @Test
  void windowsFilesAndByteOrderMarks_changeNothing() throws IOException {
    Path windows = file("windows.txt", "\uFEFF" + String.join("\r\n", GENERATED) + "\r\n");

    assertThat(rouge(windows, references).succeeds().out())
        .isEqualTo(rouge(generated, references).out());
  }

  @Test
  void delimiter_separatesTextsOfSeveralLines() throws IOException {
    List<String> texts = List.of("one two\nthree", "", "four\n\nfive six");
    List<String> others = List.of("three\none two", "seven", "five six\nfour");
    Path here = file("here.txt", String.join("\n===\n", texts));
    Path there = file("there.txt", String.join("\r\n===\r\n", others) + "\r\n===\r\n");
    RougeAggregate expected = RougeScorer.builder().build().scoreAll(texts, others);

    Cli run = rouge(here, there, "--delimiter====", "--json");

    assertScores(json(run), expected, Bootstrap.defaults());
    assertThat(expected.mean().rougeLsum()).isNotEqualTo(expected.mean().rougeL());
    assertThat(run.err().lines()).singleElement().asString().contains("1 of 6 texts");
  }

  @Test
  void blankLines_mayBeTheDelimiter() throws IOException {
    Path here = file("here.txt", "one\ntwo\n\nthree\n");

    assertThat(json(rouge(here, here, "--delimiter=", "--json")).get("count").intValue())
        .isEqualTo(2);
  }

  @Test
  void textsWithoutTokens_areTold() throws IOException {
    Path chinese = lines("chinese.txt", List.of("火车晚点", "猫"));

    Cli ascii = rouge(chinese, chinese, "--types=rouge1").succeeds();
    Cli unicode = rouge(chinese, chinese, "--types=rouge1", "--tokenizer=UNICODE").succeeds();
    Cli empty = rouge(generated, references, "--types=rouge1", "--tokenizer=unicode").succeeds();

    assertThat(ascii.err().strip())
        .isEqualTo(
            "summarizer: "
                + chinese
                + ": 4 of 4 texts, references included, hold no token of the ascii tokenizer and"
                + " score 0; for other scripts use --tokenizer unicode");
    assertThat(unicode.err()).isEmpty();
    assertThat(unicode.out()).contains("ROUGE_SCORE, tokenizer unicode", "rouge1         100.00");
    assertThat(empty.err().strip())
        .isEqualTo(
            "summarizer: "
                + generated
                + ": 1 of 8 texts, references included, hold no token of the unicode tokenizer and"
                + " score 0");
  }

  @Test
  void lsumOfTextsOfOneLine_isTold() throws IOException {
    Path one = file("one.txt", "one\ntwo\n");
    String note =
        "summarizer: rougeLsum equals rougeL, as every text is one line; cut sentences with"
            + " --sentences english";

    assertThat(rouge(one, one).err().strip()).isEqualTo(note + " or use --delimiter");
    assertThat(rouge(one, one, "--compare", one).err().lines()).hasSize(1);
    assertThat(rouge(one, one, "--delimiter=two").err().lines())
        .containsExactly(
            "summarizer: " + one + ": is one text, as no line within it is the delimiter", note);
    assertThat(rouge(one, one, "--delimiter=three").err().lines())
        .containsExactly(
            "summarizer: " + one + ": is one text, as no line within it is the delimiter");
    assertThat(rouge(one, one, "--sentences=english").err()).isEmpty();
    assertThat(rouge(one, one, "--types=rougeL").err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --types rouge1,rougeX | --types' (TYPE,...): RougeType: expected rouge1 to rouge9, rougeL, rougeLsum, rougeS4 or rougeS*, rougeSU4 or rougeSU*, or rougeW1.2, got "rougeX"; upper and lower case matter
          --types rouge10       | --types' (TYPE,...): RougeType n: expected 1 to 9 tokens to an n-gram, got 10; for pairs further apart use skipBigram
          --profile PERL        | --profile': expected one of PROFILES, got PERL
          --tokenizer icu       | --tokenizer': expected one of ascii, unicode, got icu
          --sentences line      | --sentences': expected one of newline, english, spaced, got line
          --resamples many      | --resamples': 'many' is not an int
          --seed x              | --seed': 'x' is not a long
          """)
  void valueOfNoMeaning_isWrongUsage(String option, String message) {
    String profiles =
        RougeProfile.all().stream().map(RougeProfile::name).collect(Collectors.joining(", "));
    assertWrongUsage("Invalid value for option '" + message.replace("PROFILES", profiles), option);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --confidence 95 | --confidence: expected a share above 0 and below 1, got 95.0; 95 % is 0.95
          --resamples 99  | --resamples: expected at least 100, got 99; 1000 is customary, fewer than 100 say nothing about the ends
          --compare -     | --compare: expected a file, got -; only --predictions may be the standard input
          --references -  | --references: expected a file, got -; only --predictions may be the standard input
          """)
  void valueOutOfRange_isWrongUsage(String option, String message) {
    assertWrongUsage(message, option);
  }

  @Test
  void delimiterOfTwoLines_isWrongUsage() {
    assertWrongUsage(
        "--delimiter: expected one line, got line ends too; give the line that stands alone between"
            + " two texts",
        "--delimiter \n===\n");
  }

  private void assertWrongUsage(String message, String option) {
    String[] nameAndValue = option.split(" ", 2);
    Cli run = rouge(generated, references, nameAndValue[0], nameAndValue[1]);

    assertThat(run.err())
        .isEqualTo("summarizer: " + message + "\nTry 'summarizer rouge --help'.\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void filesOfDifferentLength_areRefusedWithTheirCounts() throws IOException {
    Path three = lines("three.txt", GENERATED.subList(0, 3));
    Path empty = file("empty.txt", "");
    String rest = "; line n of one belongs to line n of the others, an empty one too";

    assertFails(
        generated + ", " + three + ": expected as many lines in each, got 4, 3" + rest,
        rouge(generated, three));
    assertFails(
        generated
            + ", "
            + references
            + ", "
            + three
            + ": expected as many lines in each, got 4, 4, 3"
            + rest,
        rouge(generated, references, "--references", three));
    assertFails(
        empty + ", " + references + ": expected as many lines in each, got 0, 4" + rest,
        rouge(generated, references, "--compare", empty));
    Path one = file("one.txt", "one text");
    assertFails(
        generated
            + ", "
            + one
            + ": expected as many texts in each, got 2, 1; text n of one belongs to text n of the"
            + " others, an empty one too",
        rouge(generated, one, "--delimiter", GENERATED.get(1)));
  }

  @Test
  void emptyFiles_areRefused() throws IOException {
    Path empty = file("empty.txt", "");

    assertFails(empty + ": expected at least one text, got an empty file", rouge(empty, empty));
  }

  @Test
  void fileThatIsNotThere_isNamed() {
    Path nowhere = folder.resolve("nowhere.txt");

    assertFails(
        nowhere + ": does not exist; check the path, which stands for " + nowhere,
        rouge(generated, nowhere));
    assertThat(rouge(folder, references).err())
        .startsWith("summarizer: " + folder + ": cannot be read (java.io.IOException: ");
  }

  @Test
  void bytesThatAreNotUtf8_areFoundInTheirLine() throws IOException {
    Path latin1 =
        Files.write(
            folder.resolve("latin1.txt"),
            "one\ntwo\ncaf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertFails(
        latin1 + ", line 3: expected UTF-8, got other bytes; convert the file",
        rouge(generated, latin1));
  }

  private static void assertFails(String message, Cli run) {
    assertThat(run.err()).isEqualTo("summarizer: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void moreTextsThanAreReadAtOnce_keepTheirPlaces() throws IOException {
    List<String> many = IntStream.range(0, 3000).mapToObj(i -> "text " + i).toList();
    Path file = lines("many.txt", many);

    JsonNode json = json(rouge(file, file, "--json", "--types=rouge1", "--resamples=100"));

    assertThat(json.get("count").intValue()).isEqualTo(3000);
    assertThat(json.get("scores").get("rouge1").get("f1").doubleValue()).isEqualTo(1);
  }
}
