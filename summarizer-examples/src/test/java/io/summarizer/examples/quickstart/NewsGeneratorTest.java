package io.summarizer.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.summarizer.data.Example;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewsGeneratorTest {
  private static final List<Story> STORIES = new NewsGenerator(1).stories(2000);

  @Test
  void seed_decidesTheNews() {
    List<Example> news = new NewsGenerator(7).generate(50);
    assertThat(new NewsGenerator(7).generate(50)).isEqualTo(news);
    assertThat(new NewsGenerator(8).generate(50)).doesNotContainAnyElementsOf(news);
  }

  @Test
  void generator_repeatsItselfAndContinuesWithALargerCount() {
    var generator = new NewsGenerator(7);
    List<Example> news = generator.generate(20);
    assertThat(generator.generate(20)).isEqualTo(news);
    assertThat(generator.generate(30)).startsWith(news.toArray(Example[]::new));
    assertThat(news).extracting(Example::id).startsWith("news-1", "news-2").doesNotHaveDuplicates();
  }

  @Test
  void count_mustNotBeNegative() {
    assertThat(new NewsGenerator(7).generate(0)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NewsGenerator(7).generate(-1))
        .withMessage("count must be the number of reports, zero or more, but was -1");
  }

  @Test
  void kinds_areAllThereAndAboutEquallyOften() {
    // The summary of each kind but football has a word that no other kind uses.
    Map<String, Long> kinds =
        STORIES.stream()
            .collect(Collectors.groupingBy(NewsGeneratorTest::kind, Collectors.counting()));
    assertThat(kinds).hasSameSizeAs(Report.class.getPermittedSubclasses());
    assertThat(kinds.values()).allMatch(count -> count > 200 && count < 300);
  }

  private static String kind(Story story) {
    return Stream.of(
            "Profit",
            "court",
            "percent of the vote",
            "crash",
            "Researchers",
            "strike",
            "Forecasters")
        .filter(story.summary()::contains)
        .findFirst()
        .orElse("football");
  }

  @Test
  void articles_stateEveryFactOfTheirSummary() {
    assertThat(STORIES)
        .allSatisfy(
            story -> {
              assertThat(story.facts()).hasSizeGreaterThanOrEqualTo(4);
              List<String> article = tokens(story.article());
              for (String fact : story.facts()) {
                assertThat(containsRun(article, tokens(fact))).as(fact).isTrue();
              }
            });
  }

  @Test
  void articles_doNotStateTheFactsAlwaysInTheSamePlace() {
    // In which sentence the first fact of the summary stands: no place has a third of the reports.
    Map<Integer, Long> places =
        STORIES.stream()
            .collect(Collectors.groupingBy(NewsGeneratorTest::firstFact, Collectors.counting()));
    assertThat(places.values()).allMatch(count -> count < STORIES.size() / 3);
    assertThat(places.keySet()).contains(0, 1, 2, 3, 4, 5, 6);
  }

  private static int firstFact(Story story) {
    int place = 0;
    while (!containsRun(tokens(story.sentences().get(place)), tokens(story.facts().get(0)))) {
      place++;
    }
    return place;
  }

  @Test
  void lengths_areThoseOfShortNews() {
    assertThat(STORIES)
        .allSatisfy(
            story -> {
              assertThat(story.sentences()).hasSizeBetween(5, 9);
              assertThat(story.article().split(" ")).hasSizeBetween(60, 110);
              assertThat(story.summary().split(" ")).hasSizeBetween(12, 22);
            });
  }

  @Test
  void sentences_areWrittenOut() {
    assertThat(STORIES)
        .allSatisfy(
            story -> {
              assertThat(story.sentences()).doesNotHaveDuplicates();
              assertThat(story.sentences())
                  .allMatch(text -> text.matches("[A-Z][^{}]*[a-z0-9]\\."));
              assertThat(story.summary()).matches("[A-Z][^{}]*[a-z0-9]\\.");
            });
  }

  @Test
  void news_differ() {
    assertThat(STORIES).extracting(Story::article).doesNotHaveDuplicates();
  }

  @Test
  void vocabulary_isSmallAndHeldOutNewsAddAlmostNothing() {
    Set<String> training = vocabulary(STORIES);
    assertThat(training).hasSizeBetween(600, 1200);
    Set<String> heldOut = vocabulary(new NewsGenerator(2).stories(200));
    heldOut.removeAll(training);
    assertThat(heldOut).isEmpty();
  }

  @Test
  void heldOutSummaries_areNewCombinations() {
    Set<String> training = STORIES.stream().map(Story::summary).collect(Collectors.toSet());
    assertThat(new NewsGenerator(2).stories(500))
        .filteredOn(story -> training.contains(story.summary()))
        .hasSizeLessThan(10);
  }

  @Test
  void firstThreeSentences_areNoGoodSummary() {
    double leadThree =
        STORIES.stream()
            .mapToDouble(
                story -> rouge1(String.join(" ", story.sentences().subList(0, 3)), story.summary()))
            .average()
            .orElseThrow();
    assertThat(leadThree).isBetween(0.25, 0.40);
  }

  /** The unigram F1 of ROUGE-1, without stemming. */
  private static double rouge1(String generated, String reference) {
    List<String> candidate = tokens(generated);
    List<String> expected = tokens(reference);
    Map<String, Long> counts =
        expected.stream()
            .collect(
                Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
    long matches =
        candidate.stream().filter(token -> counts.merge(token, -1L, Long::sum) >= 0).count();
    return 2.0 * matches / (candidate.size() + expected.size());
  }

  private static Set<String> vocabulary(Collection<Story> stories) {
    return stories.stream()
        .flatMap(story -> Stream.of(story.article(), story.summary()))
        .flatMap(text -> tokens(text).stream())
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static List<String> tokens(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .filter(token -> !token.isEmpty())
        .toList();
  }

  private static boolean containsRun(List<String> text, List<String> run) {
    return Collections.indexOfSubList(text, run) >= 0;
  }
}
