package io.summarizer.summarize;

import io.summarizer.rouge.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts a text into parts that a model takes whole, each as long as can be: at sentence ends, and
 * only within a sentence that is too long by itself between words, or, where there are none,
 * between characters. A part begins with the last sentence of the one before if there is room.
 */
final class TextParts {
  /** A first guess, from which the length of a cut is searched for. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final String text;
  private final int room;
  private final ToIntFunction<String> length;
  private final List<Span> sentences = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  /** A piece of the text. */
  private record Span(int start, int end) {}

  /**
   * A part.
   *
   * @param start where it starts in the text
   * @param text of the part
   * @param own the number of its characters that are in no part before it
   */
  record Part(int start, String text, int own) {}

  private TextParts(String text, int room, ToIntFunction<String> length) {
    this.text = text;
    this.room = room;
    this.length = length;
  }

  /**
   * The parts of a text; all its characters that are not blank are in one or two of them.
   *
   * @param room tokens of a part, 1 or more
   * @param length the tokens of a text
   */
  static List<Part> of(String text, int room, ToIntFunction<String> length) {
    TextParts parts = new TextParts(text, room, length);
    int from = 0;
    for (String sentence : SentenceSplitter.ENGLISH.split(text)) {
      int start = text.indexOf(sentence, from);
      from = start + sentence.length();
      parts.add(new Span(start, from));
    }
    return parts.join();
  }

  // ---- sentences

  private void add(Span sentence) {
    for (int start = sentence.start(); start < sentence.end(); ) {
      Span beginning = beginning(new Span(start, sentence.end()));
      keep(beginning);
      start = beginning.end();
      while (start < sentence.end() && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
    }
  }

  private void keep(Span span) {
    sentences.add(span);
    lengths.add(length(span));
  }

  private boolean fits(Span span) {
    return length(span) <= room;
  }

  private int length(Span span) {
    return length.applyAsInt(text.substring(span.start(), span.end()));
  }

  /** All if it fits, else the longest beginning that does; one character at least. */
  private Span beginning(Span all) {
    int step = room * CHARACTERS_PER_TOKEN;
    int fitting = all.start();
    int tooLong = Math.min(all.end(), fitting + step);
    while (fits(new Span(all.start(), tooLong))) { // step by step: it may be a book
      if (tooLong == all.end()) {
        return all;
      }
      fitting = tooLong;
      tooLong = Math.min(all.end(), fitting + step);
    }
    while (tooLong - fitting > 1) {
      int middle = (fitting + tooLong) >>> 1;
      if (fits(new Span(all.start(), middle))) {
        fitting = middle;
      } else {
        tooLong = middle;
      }
    }
    return new Span(all.start(), atWord(all.start(), fitting));
  }

  /**
   * The last place after {@code start} up to {@code end} that is in no word, or in no character.
   */
  private int atWord(int start, int end) {
    for (int place = end; place > start; place--) {
      if (Character.isWhitespace(text.charAt(place))) {
        return place;
      }
    }
    boolean inCharacter = end > start && Character.isLowSurrogate(text.charAt(end));
    return Math.max(inCharacter ? end - 1 : end, text.offsetByCodePoints(start, 1));
  }

  // ---- parts

  private List<Part> join() {
    List<Part> parts = new ArrayList<>();
    int covered = 0;
    while (covered < sentences.size()) {
      int overlap = parts.isEmpty() ? 0 : 1;
      int end = end(covered - overlap);
      if (end <= covered) {
        overlap = 0; // no room for it
        end = end(covered);
      }
      Span all = span(covered - overlap, end);
      Span own = span(covered, end);
      String part = text.substring(all.start(), all.end());
      parts.add(new Part(all.start(), part, own.end() - own.start()));
      covered = end;
    }
    return parts;
  }

  private Span span(int from, int to) {
    return new Span(sentences.get(from).start(), sentences.get(to - 1).end());
  }

  /** After how many sentences a part that begins with {@code start} ends. */
  private int end(int start) {
    int sum = 0;
    int end = start;
    while (end < sentences.size() && sum + lengths.get(end) <= room) {
      sum += lengths.get(end);
      end++;
    }
    end = Math.max(end, start + 1);
    // Together they may be more tokens than one by one.
    while (end > start + 1 && !fits(span(start, end))) {
      end--;
    }
    return end;
  }
}
