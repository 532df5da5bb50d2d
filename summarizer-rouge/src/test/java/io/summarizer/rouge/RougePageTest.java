package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads pages as XML, which finds what is not escaped or closed. */
class RougePageTest {
  private static final RougeScorer SCORER = RougeScorer.builder().build();
  private static final String GENERATED = "I absolutely loved reading the Hunger Games";
  private static final String REFERENCE = "I loved reading the Hunger Games";

  @Test
  void page_namesItsLanguageCharsetAndTitle() throws Exception {
    String page = SCORER.explain(GENERATED, REFERENCE).toHtml();
    Document parsed = parse(page);

    assertThat(page)
        .startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>");
    assertThat(texts(parsed, "/html/head/title")).containsExactly("ROUGE explained");
    assertThat(texts(parsed, "//header/p")).containsExactly("Profile ROUGE_SCORE");
  }

  @Test
  void page_needsNoOtherFileAndNoScript() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    assertThat(texts(parsed, "//script | //link | //img | //iframe | //@src | //@onclick"))
        .isEmpty();
    assertThat(texts(parsed, "//@href")).isNotEmpty().allMatch(link -> link.startsWith("#"));
    assertThat(texts(parsed, "//style").get(0)).doesNotContain("url(").doesNotContain("@import");
  }

  @Test
  void scoresTable_holdsEachTypeWithItsCounts() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    assertThat(texts(parsed, "//tbody/tr[1]/*"))
        .containsExactly("rouge1", "0.8571", "1.0000", "0.9231", "6", "1", "0");
    assertThat(texts(parsed, "//tbody/tr[2]/*"))
        .containsExactly("rouge2", "0.6667", "0.8000", "0.7273", "4", "2", "1");
    assertThat(texts(parsed, "//tbody/tr/th"))
        .containsExactly("rouge1", "rouge2", "rougeL", "rougeLsum");
  }

  @Test
  void legend_tellsTheMarksApart() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    assertThat(texts(parsed, "//ul[@class='legend']/li"))
        .containsExactly(
            "1matched in both texts; equal numbers are partners",
            "partly in matched units and in others",
            "extra in the generated text only",
            "missed in the reference only");
  }

  @Test
  void types_haveAPanelEachOfWhichTheFirstIsShown() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    assertThat(texts(parsed, "//input[@name='type']/@id"))
        .isEqualTo(texts(parsed, "//input[@name='type']/following-sibling::label[1]/@for"))
        .containsExactly("type-1", "type-2", "type-3", "type-4");
    assertThat(texts(parsed, "//input[@name='type'][@checked]/@id")).containsExactly("type-1");
  }

  @Test
  void type_namesWhatItCounts() throws Exception {
    RougeScorer scorer =
        RougeScorer.builder()
            .types(
                RougeType.ROUGE_1,
                RougeType.n(3),
                RougeType.ROUGE_L,
                RougeType.ROUGE_LSUM,
                RougeType.weightedLcs(1.2),
                RougeType.skipBigram(),
                RougeType.skipBigramUnigram(4))
            .build();
    Document parsed = parse(scorer.explain(GENERATED, REFERENCE).toHtml());

    assertThat(texts(parsed, "//section/h2/small"))
        .containsExactly(
            "single tokens",
            "runs of 3 tokens",
            "tokens; matched are those of a longest common subsequence",
            "tokens of the longest common subsequences of sentences",
            "tokens of a longest common subsequence that favours runs",
            "pairs of tokens",
            "pairs of tokens with at most 4 between them, and single tokens");
  }

  @Test
  void words_areMarkedByTheShareOfTheirUnits() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    String tokens = "//section[@aria-label='rouge1']";
    assertThat(texts(parsed, tokens + "//mark"))
        .containsExactly(
            "1I", "2loved reading the Hunger Games", "1I", "2loved reading the Hunger Games");
    assertThat(texts(parsed, tokens + "//ins")).containsExactly("absolutely");
    assertThat(texts(parsed, tokens + "//del")).isEmpty();
    String pairs = "//section[@aria-label='rouge2']//article";
    assertThat(texts(parsed, pairs + "//mark[@class='partly']"))
        .containsExactly("1loved", "1loved");
    assertThat(texts(parsed, pairs + "//mark[not(@class)]"))
        .containsExactly("reading the Hunger Games", "reading the Hunger Games");
    assertThat(texts(parsed, pairs + "//ins")).containsExactly("I absolutely");
    assertThat(texts(parsed, pairs + "//del")).containsExactly("I");
  }

  @Test
  void partnerNumber_leadsToTheOtherText() throws Exception {
    Document parsed = parse(SCORER.explain("one two", "one x two").toHtml());

    String tokens = "//section[@aria-label='rouge1']//article";
    assertThat(texts(parsed, tokens + "[1]//sup/@id")).containsExactly("g1-1", "g1-2");
    assertThat(texts(parsed, tokens + "[1]//sup/a/@href")).containsExactly("#r1-1", "#r1-2");
    assertThat(texts(parsed, tokens + "[2]//sup/@id")).containsExactly("r1-1", "r1-2");
    assertThat(texts(parsed, tokens + "[2]//sup/a/@href")).containsExactly("#g1-1", "#g1-2");
  }

  @Test
  void lists_holdTheUnits() throws Exception {
    Document parsed = parse(SCORER.explain(GENERATED, REFERENCE).toHtml());

    String pairs = "//section[@aria-label='rouge2']";
    assertThat(texts(parsed, pairs + "//ul[@class='matched']/li"))
        .containsExactly("loved reading", "reading the", "the Hunger", "Hunger Games");
    assertThat(texts(parsed, pairs + "//ul[@class='extra']/li"))
        .containsExactly("I absolutely", "absolutely loved");
    assertThat(texts(parsed, pairs + "//ul[@class='missed']/li")).containsExactly("I loved");
    assertThat(texts(parsed, pairs + "/p"))
        .containsExactly("Precision 4 / 6 = 0.6667, recall 4 / 5 = 0.8000");
  }

  @Test
  void partnersSpelledDifferently_showBothSpellings() throws Exception {
    RougeScorer scorer = RougeScorer.builder().stemming(true).types(RougeType.ROUGE_1).build();
    Document parsed = parse(scorer.explain("Walking", "walks").toHtml());

    assertThat(texts(parsed, "//ul[@class='matched']/li")).containsExactly("Walking = walks");
  }

  @Test
  void tokensWithoutSpaceBetween_areMarkedTogether() throws Exception {
    RougeScorer scorer =
        RougeScorer.builder().tokenizer(RougeTokenizer.UNICODE).types(RougeType.ROUGE_1).build();
    Document parsed = parse(scorer.explain("火车晚点", "火车准时").toHtml());

    assertThat(texts(parsed, "//article//mark")).containsExactly("1火车", "1火车");
    assertThat(texts(parsed, "//article//ins")).containsExactly("晚点");
    assertThat(texts(parsed, "//article//del")).containsExactly("准时");
  }

  @Test
  void list_thatIsShortIsOpen_andOneWithoutUnitsSaysSo() throws Exception {
    RougeScorer scorer = RougeScorer.builder().types(RougeType.ROUGE_1).build();
    Document parsed = parse(scorer.explain("a ".repeat(24), "b ".repeat(25)).toHtml());

    assertThat(texts(parsed, "//details[@open]/summary")).containsExactly("Extra 24");
    assertThat(texts(parsed, "//details[not(@open)]/summary")).containsExactly("Missed 25");
    assertThat(texts(parsed, "//p[@class='none']")).containsExactly("Matched none");
  }

  @Test
  void markupInTexts_isShownAsText() throws Exception {
    String hostile = "<script>alert('a')</script> & \"quoted\" ]]> <!-- </style></p>";
    String page = SCORER.explain(hostile, "</article><script src=x>").toHtml();
    Document parsed = parse(page);

    assertThat(page.toLowerCase(Locale.ROOT)).doesNotContain("<script");
    assertThat(texts(parsed, "//section[1]/div/article[1]/p"))
        .containsExactly("<1script>alert('a')</script> & \"quoted\" ]]> <!-- </style></p>");
  }

  @Test
  void charactersThatHtmlForbids_areShownAsSymbols() throws Exception {
    String text = "a\u0000b\u001Bc\u007Fd\u0085e\uD83Df\uDE00g\uFFFEh\tI \uD83D\uDE00";
    Document parsed = parse(SCORER.explain(text, "z").toHtml());

    assertThat(texts(parsed, "//section[1]/div/article[1]/p"))
        .containsExactly("a\u2400b\u241Bc\u2421d\uFFFDe\uFFFDf\uFFFDg\uFFFDh\tI \uD83D\uDE00");
  }

  @Test
  void firstAndLastOfWhatHtmlForbids_areShownAsSymbols() throws Exception {
    String forbidden = "\u0080 \u009F \uD800 \uDFFF \uFDD0 \uFDEF \uFFFF";
    String allowed = "\u00A0 \uD7FF \uE000 \uFDCF \uFDF0 \uFFFD";
    Document parsed = parse(SCORER.explain(forbidden, allowed).toHtml());

    assertThat(texts(parsed, "//section[1]/div/article/p"))
        .containsExactly("\uFFFD" + " \uFFFD".repeat(6), allowed);
  }

  @Test
  void rightToLeftText_keepsItsOwnDirection() throws Exception {
    Document parsed = parse(SCORER.explain("\u05E9\u05DC\u05D5\u05DD abc", "abc").toHtml());

    assertThat(texts(parsed, "//article/p/@dir")).isNotEmpty().containsOnly("auto");
    assertThat(texts(parsed, "//li/bdi")).isNotEmpty();
    assertThat(texts(parsed, "//section[1]/div/article[1]/p"))
        .containsExactly("\u05E9\u05DC\u05D5\u05DD 1abc");
  }

  @Test
  void profileOfAnOwnTokenizer_isEscaped() throws Exception {
    RougeTokenizer tokenizer =
        new RougeTokenizer() {
          @Override
          public List<Token> tokenize(String text) {
            return RougeTokenizer.ASCII.tokenize(text);
          }

          @Override
          public String toString() {
            return "<mine> & yours";
          }
        };
    Document parsed =
        parse(RougeScorer.builder().tokenizer(tokenizer).build().explain("a", "a").toHtml());

    assertThat(texts(parsed, "//header/p"))
        .containsExactly("Profile ROUGE_SCORE, tokenizer <mine> & yours");
  }

  @Test
  void overlappingTokensOutOfOrder_leaveTheTextWhole() throws Exception {
    RougeTokenizer parts =
        text ->
            List.of(
                new RougeTokenizer.Token("ball", 4, 8),
                new RougeTokenizer.Token("football", 0, 8),
                new RougeTokenizer.Token("foot", 0, 4));
    RougeScorer scorer = RougeScorer.builder().tokenizer(parts).types(RougeType.ROUGE_1).build();
    Document parsed = parse(scorer.explain("football", "football!").toHtml());

    assertThat(texts(parsed, "//article/p")).containsExactly("1football", "1football!");
  }

  @Test
  void rewrittenSentences_areNotMarkedAndSaySo() throws Exception {
    RougeScorer scorer =
        RougeScorer.builder()
            .types(RougeType.ROUGE_LSUM)
            .sentences(text -> List.of(text.toUpperCase(Locale.ROOT)))
            .build();
    Document parsed = parse(scorer.explain("a cat", "A CAT").toHtml());

    assertThat(texts(parsed, "//article[1]/p"))
        .containsExactly("a cat", "Not marked: 2 tokens of sentences that the splitter rewrote.");
    assertThat(texts(parsed, "//article[2]/p")).containsExactly("1A CAT");
  }

  @Test
  void emptyText_isNamed() throws Exception {
    Document parsed = parse(SCORER.explain("", "one").toHtml());

    assertThat(texts(parsed, "//section[1]//article[1]/p"))
        .containsExactly("", "The text is empty.");
    assertThat(texts(parsed, "//main/p"))
        .containsExactly(
            "A text without a token that the tokenizer knows scores 0, whatever it says: texts in"
                + " other scripts need another tokenizer.");
  }

  @Test
  void weightedType_showsItsRuns() throws Exception {
    RougeScorer scorer = RougeScorer.builder().types(RougeType.weightedLcs(2)).build();
    Document parsed = parse(scorer.explain("a b x c", "a b c y").toHtml());

    assertThat(texts(parsed, "//section/p"))
        .containsExactly(
            "Runs of 2, 1 tokens; the sum of each length to the power of 2 is 5.0000. Precision"
                + " (5.0000 / 16.0000)^(1/2) = 0.5590, recall (5.0000 / 16.0000)^(1/2) = 0.5590");
  }

  @Test
  void weightedType_showsItsFirstTwelveRuns() throws Exception {
    RougeScorer scorer = RougeScorer.builder().types(RougeType.weightedLcs(2)).build();
    Document twelve = parse(scorer.explain("a x ".repeat(12), "a y ".repeat(12)).toHtml());
    Document more = parse(scorer.explain("a x ".repeat(13), "a y ".repeat(13)).toHtml());

    String runs = "Runs of 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1";
    assertThat(texts(twelve, "//section/p").get(0)).startsWith(runs + " tokens;");
    assertThat(texts(more, "//section/p").get(0)).startsWith(runs + ", ... tokens;");
  }

  @Test
  void longTexts_listTheFirstUnitsAndCountTheRest() throws Exception {
    String text = String.join(" ", IntStream.range(0, 1000).mapToObj(i -> "w" + i).toList());
    RougeScorer scorer =
        RougeScorer.builder().types(RougeType.ROUGE_1, RougeType.skipBigram()).build();
    Document parsed = parse(scorer.explain(text, text).toHtml());

    String pairs = "//section[@aria-label='rougeS*']//details";
    assertThat(texts(parsed, pairs + "/summary")).containsExactly("Matched 499,500");
    assertThat(texts(parsed, pairs + "/ul/li")).hasSize(200);
    assertThat(texts(parsed, pairs + "/p")).containsExactly("and 499,300 more");
  }

  @Test
  void samePair_givesTheSamePageInAnyLocale() {
    String page = SCORER.explain(GENERATED, REFERENCE).toHtml();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(SCORER.explain(GENERATED, REFERENCE).toHtml()).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 200)
  void anyTexts_giveAWellFormedPageThatUtf8Holds(@ForAll String generated, @ForAll String reference)
      throws Exception {
    String page = SCORER.explain(generated, reference).toHtml();
    assertThat(parse(page)).isNotNull();

    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(page);
  }

  @Property(tries = 200)
  void partnerNumbers_leadToEachOther(
      @ForAll("words") String generated, @ForAll("words") String reference) throws Exception {
    Document parsed = parse(SCORER.explain(generated, reference).toHtml());

    List<String> ids = texts(parsed, "//sup/@id");
    Set<String> known = new HashSet<>(ids);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(texts(parsed, "//sup/a/@href")).hasSameSizeAs(ids);
    assertThat(texts(parsed, "//sup/a/@href")).allMatch(link -> known.contains(link.substring(1)));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("a", "b", "c", "d.\n").list().ofMaxSize(15).map(w -> String.join(" ", w));
  }

  private static Document parse(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
  }

  private static List<String> texts(Document page, String xpath) throws Exception {
    NodeList nodes =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(xpath, page, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
