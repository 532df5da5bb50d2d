package io.summarizer.rouge;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.rouge.RougeTokenizer.Token;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnicodeTokenizerTest {
  private static List<String> tokens(String text) {
    return RougeTokenizer.UNICODE.tokenize(text).stream().map(Token::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Привет, Мир! Поезд №5 опоздал на 20 минут. | привет мир поезд 5 опоздал на 20 минут
          Ο ΔΡΟΜΟΣ είναι κλειστός.                   | ο δρομος είναι κλειστός
          القطار تأخّر ٢٠ دقيقة؛ والركّاب ينتظرون.   | القطار تأخّر ٢٠ دقيقة والركّاب ينتظرون
          हिन्दी में दुनिया की ख़बरें।                      | हिन्दी में दुनिया की ख़बरें
          기차가 20분 늦었습니다.                       | 기차가 20분 늦었습니다
          Die Straße ist gesperrt, sagt Özgür.       | die strasse ist gesperrt sagt özgür
          L'été, naïve cœur d’Noël                   | l été naïve cœur d noël
          La città: €3.50 (per 2 kg) ☕👩‍💻            | la città 3 50 per 2 kg
          """)
  void words_ofScriptsWithSpaces_stayWhole(String text, String expected) {
    assertThat(tokens(text)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          火车晚点20分钟。           | 火 车 晚 点 20 分 钟
          iPhone手机卖了3台         | iphone 手 机 卖 了 3 台
          東京のサーバーで、人々は… | 東 京 の サ ー バ ー で 人 々 は
          ｻｰﾊﾞｰ                     | サ ー バ ー
          く〱〵〆                  | く 〱 〵 〆
          a〱b〵c                   | a 〱 b 〵 c
          รถไฟมาช้า ๒๐ นาที น้ำท่วม | ร ถ ไ ฟ ม า ช้ า ๒๐ น า ที น้ํา ท่ ว ม
          ລົດໄຟ                     | ລົ ດ ໄ ຟ
          𠮷野家 ABC                | 𠮷 野 家 abc
          """)
  void letters_ofScriptsWithoutSpaces_standAlone(String text, String expected) {
    assertThat(tokens(text)).containsExactly(expected.split(" "));
  }

  @Test
  void turkish_keepsTheDotlessLetterApart() {
    assertThat(tokens("İstanbul'da ILIK kız, İKİ kiz"))
        .containsExactly("istanbul", "da", "ilik", "kız", "iki", "kiz");
  }

  @ParameterizedTest
  @CsvSource({
    "composed and decomposed accents, caf\u00E9, cafe\u0301",
    "composed and decomposed Hangul, \uD55C, \u1112\u1161\u11AB",
    "full-width letters and digits, ＡＢＣ１２, abc12",
    "ligatures, ﬁn, FIN",
    "sharp s and its capitals, Maß, MASS",
    "the capital sharp s, Maẞ, maß",
    "final sigma, λόγος, ΛΌΓΟΣ",
    "Persian joiners, می\u200Cروم, میروم",
    "soft hyphens, Zei\u00ADtung, Zeitung",
    "variation selectors, 葛\uDB40\uDD00, 葛",
    "dotted capital I, İYİ, iyi",
    "mathematical letters, \uD835\uDC00, a",
    "a caron that only small letters have, J\u030C, \u01F0"
  })
  void spellings_thatLookAlike_areOneToken(String what, String one, String other) {
    assertThat(tokens(one)).as(what).hasSize(1).isEqualTo(tokens(other));
  }

  @ParameterizedTest
  @CsvSource({
    "火车今天又晚点了, 火车今天准时到了",
    "電車が遅れました。, 電車が早く着いた。",
    "تأخر القطار اليوم, وصل القطار اليوم",
    "आज गाड़ी देर से आई, आज गाड़ी समय पर आई",
    "Поезд сегодня опоздал, Поезд сегодня пришёл",
    "Tren bugün gecikti, Tren bugün erken geldi",
    "Der Zug kam verspätet, Der Zug kam pünktlich",
    "오늘 기차가 늦었다, 오늘 기차가 왔다",
    "วันนี้รถไฟมาช้า, วันนี้รถไฟตรงเวลา",
    "Das neue iPhone手机 kostet 999 €, Das neue iPhone电脑 kostet 899 €"
  })
  void texts_scoreOneAgainstThemselvesAndLessAgainstOthers(String text, String other) {
    RougeScorer scorer =
        RougeScorer.builder().tokenizer(RougeTokenizer.UNICODE).stemming(true).build();

    assertThat(scorer.score(text, text).byType().values())
        .allSatisfy(score -> assertThat(score).isEqualTo(new RougeScore(1, 1, 1)));
    assertThat(scorer.score(text, other).rouge1().f1()).isBetween(0.2, 0.95);
    assertThat(scorer.score(text, other).textsWithoutTokens()).isZero();
  }

  @Test
  void emojiMarksAndSpaces_areNoTokens() {
    assertThat(tokens("")).isEmpty();
    assertThat(tokens("\n \u3000… 。、؟ \u0301_-½²①")).isEmpty();
    assertThat(tokens("❤\uFE0F 👍🏽 🇹🇷 👨‍👩‍👧 \uD83D \u200D\u0301")).isEmpty();
  }

  @Test
  void place_coversTheMarksOfTheWord() {
    String text = "«Cafe\u0301» ﬁn 𠮷!";
    assertThat(RougeTokenizer.UNICODE.tokenize(text))
        .containsExactly(
            new Token("caf\u00E9", 1, 6), new Token("fin", 8, 10), new Token("𠮷", 11, 13));
  }

  @Property(tries = 1000)
  void anyText_isCutInOrderAndLosesNoLetter(@ForAll("texts") String text) {
    int end = 0;
    for (Token token : RougeTokenizer.UNICODE.tokenize(text)) {
      assertThat(token.start()).isGreaterThanOrEqualTo(end);
      assertThat(text.substring(end, token.start()).codePoints())
          .noneMatch(Character::isLetterOrDigit);
      assertThat(token.end()).isGreaterThan(token.start());
      end = token.end();
    }
    assertThat(text.substring(end).codePoints()).noneMatch(Character::isLetterOrDigit);
  }

  @Property(tries = 1000)
  void anyTokensPlace_holdsThatTokenAlone(@ForAll("texts") String text) {
    for (Token token : RougeTokenizer.UNICODE.tokenize(text)) {
      String place = text.substring(token.start(), token.end());
      assertThat(RougeTokenizer.UNICODE.tokenize(place))
          .containsExactly(new Token(token.text(), 0, place.length()));
    }
  }

  @Property(tries = 1000)
  void tokensOfPlainLetters_areTheirPlacesInLowerCase(@ForAll("plainTexts") String text) {
    assertThat(RougeTokenizer.UNICODE.tokenize(text))
        .allSatisfy(
            token ->
                assertThat(token.text())
                    .isEqualTo(
                        text.substring(token.start(), token.end()).toLowerCase(Locale.ROOT)));
  }

  @Property(tries = 1000)
  void asciiText_isCutAsByTheAsciiTokenizer(@ForAll @CharRange(from = 0, to = 127) String text) {
    assertThat(RougeTokenizer.UNICODE.tokenize(text))
        .isEqualTo(RougeTokenizer.ASCII.tokenize(text));
  }

  @Test
  void oneTokenizer_servesManyThreads() {
    String text = "Cafe\u0301 東京 हिन्दी Straße ".repeat(50);
    List<String> alone = tokens(text);

    assertThat(IntStream.range(0, 64).parallel().mapToObj(run -> tokens(text)).toList())
        .allSatisfy(tokens -> assertThat(tokens).isEqualTo(alone));
  }

  /** Any characters, and texts rich in what the rules are about. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> signs =
        Arbitraries.of(
            "a",
            "É",
            "ß",
            "İ",
            "ı",
            "Σ",
            "9",
            "٣",
            "क",
            "\u094D",
            "ि",
            "火",
            "の",
            "ー",
            "ｶ",
            "ﾞ",
            "ำ",
            "ช",
            "한",
            "\u1112",
            "\u1161",
            "ا",
            "ﷺ",
            "Ⅷ",
            "ﬁ",
            "½",
            "\u0301",
            "\u200C",
            "\u200D",
            "\u00AD",
            "\uFE0F",
            "\uDB40\uDD00",
            "👍",
            "\uD83D",
            "\uDE00",
            " ",
            "\n",
            "'",
            "_");
    return Arbitraries.oneOf(
        Arbitraries.strings().all(), signs.list().ofMaxSize(30).map(list -> String.join("", list)));
  }

  @Provide
  Arbitrary<String> plainTexts() {
    return Arbitraries.strings()
        .withCharRange('A', 'z')
        .withChars("ÄÖÜÉéàçñЖжЙйΩωΆ١٢كتਕਿகிहिन्दी東京のー한국어 .,!\n ");
  }
}
