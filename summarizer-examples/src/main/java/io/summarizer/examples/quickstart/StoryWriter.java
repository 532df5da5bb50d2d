package io.summarizer.examples.quickstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws the facts of one report and puts its sentences together.
 *
 * <p>In a sentence {@code {winner}} stands for the fact of that name and {@code {PLACE}} for a word
 * drawn on the spot from that {@link Words} list. No word is drawn twice in a report, so an aside
 * never repeats a fact by chance.
 */
final class StoryWriter {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  /** Shortest and longest article, in sentences. */
  private static final int MIN_SENTENCES = 7;

  private static final int MAX_SENTENCES = 8;

  private final SplittableRandom random;
  private final Map<String, String> facts = new HashMap<>();
  private final Set<String> drawn = new HashSet<>();
  private final List<String> lead = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> asides = new ArrayList<>();

  StoryWriter(SplittableRandom random) {
    this.random = random;
  }

  /** Returns true for one report in two. */
  boolean toss() {
    return random.nextBoolean();
  }

  /** Returns one of the given choices. */
  <T> T choose(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Draws a fact from a word list. */
  StoryWriter fact(String name, Words words) {
    return fact(name, draw(words));
  }

  /** Draws a fact from the phrases of one kind of report. */
  StoryWriter fact(String name, List<String> phrases) {
    return fact(name, draw(phrases));
  }

  /** Draws a whole number between the two bounds, both included. */
  StoryWriter fact(String name, int from, int to) {
    return fact(name, draw(IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList()));
  }

  /** Sets a fact that follows from others. */
  StoryWriter fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /**
   * Begins every other report with one of these sentences, which tell none of the facts; the others
   * begin with a fact.
   */
  StoryWriter opening(String... phrasings) {
    if (toss()) {
      lead.add(choose(List.of(phrasings)));
    }
    return this;
  }

  /** Tells some of the facts, in one of the given phrasings. */
  StoryWriter tell(String... phrasings) {
    told.add(choose(List.of(phrasings)));
    return this;
  }

  /** Gives the sentences that fill up the article; they name what the summary must leave out. */
  StoryWriter asides(String... sentences) {
    asides.addAll(List.of(sentences));
    return this;
  }

  /** Finishes the report with its summary. */
  Story summary(String template) {
    List<String> used =
        PLACEHOLDER.matcher(template).results().map(match -> factOf(match.group(1))).toList();
    shuffle(told);
    if (lead.isEmpty()) {
      lead.add(told.remove(0));
    }
    shuffle(asides);
    int length = random.nextInt(MIN_SENTENCES, MAX_SENTENCES + 1);
    List<String> body = new ArrayList<>(told);
    body.addAll(asides.subList(0, length - lead.size() - told.size()));
    shuffle(body);
    List<String> sentences = Stream.concat(lead.stream(), body.stream()).map(this::fill).toList();
    return new Story(sentences, fill(template), used);
  }

  private String fill(String template) {
    String text = PLACEHOLDER.matcher(template).replaceAll(this::value);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String value(MatchResult placeholder) {
    String name = placeholder.group(1);
    return Character.isUpperCase(name.charAt(0)) ? draw(Words.valueOf(name)) : factOf(name);
  }

  private String factOf(String name) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "a sentence names the fact '" + name + "'; the report has only " + facts.keySet());
    }
    return value;
  }

  private String draw(Words words) {
    return words.parts().stream().map(this::draw).collect(Collectors.joining(" "));
  }

  private String draw(List<String> words) {
    List<String> fresh = words.stream().filter(word -> !drawn.contains(word)).toList();
    String word = choose(fresh);
    drawn.add(word);
    return word;
  }

  private void shuffle(List<String> sentences) {
    for (int i = sentences.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String sentence = sentences.get(i);
      sentences.set(i, sentences.get(j));
      sentences.set(j, sentence);
    }
  }
}
