package io.summarizer.rouge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences of English text; see {@link SentenceSplitter#ENGLISH}.
 *
 * <p>The JDK proposes cuts; each word's beginning is then decided again from the word and the one
 * before it. Cuts inside a word, which the JDK makes in scripts without spaces, stay.
 */
final class EnglishSentenceSplitter implements SentenceSplitter {
  private static final Pattern WORD = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  @Override
  public List<String> split(String text) {
    List<String> sentences = new ArrayList<>();
    text.lines().forEach(line -> splitLine(line, sentences));
    return sentences;
  }

  @Override
  public String toString() {
    return "english";
  }

  private static void splitLine(String line, List<String> sentences) {
    BitSet cuts = proposedCuts(line);
    String before = "";
    boolean afterLoneStop = false;
    for (Matcher words = WORD.matcher(line); words.find(); ) {
      String word = words.group();
      boolean proposed = cuts.get(words.start());
      cuts.set(words.start(), startsSentence(before, afterLoneStop, word, proposed));
      afterLoneStop = EnglishWords.isStop(word) || (afterLoneStop && EnglishWords.isCloser(word));
      before = word;
    }
    int start = 0;
    for (int cut = cuts.nextSetBit(0); cut >= 0; cut = cuts.nextSetBit(cut + 1)) {
      String sentence = line.substring(start, cut).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = cut;
    }
  }

  private static BitSet proposedCuts(String line) {
    // A new iterator each time: it holds its position, and this splitter is shared by threads.
    BreakIterator boundaries = BreakIterator.getSentenceInstance(Locale.ROOT);
    boundaries.setText(line);
    BitSet cuts = new BitSet(line.length() + 1);
    for (int cut = boundaries.first(); cut != BreakIterator.DONE; cut = boundaries.next()) {
      cuts.set(cut);
    }
    return cuts;
  }

  private static boolean startsSentence(
      String before, boolean afterLoneStop, String word, boolean proposed) {
    if (EnglishWords.isStop(word) || EnglishWords.isCloser(word)) {
      return false;
    }
    if (afterLoneStop) {
      return true;
    }
    boolean digit = Character.isDigit(word.charAt(0));
    // The JDK never cuts before a digit: "It closed. 20 people left."
    if (!proposed && !(digit && before.endsWith("."))) {
      return false;
    }
    String bareWord = EnglishWords.withoutMarks(word);
    if (!bareWord.isEmpty() && Character.isLowerCase(bareWord.charAt(0))) {
      return false;
    }
    String bareBefore = EnglishWords.withoutMarks(before);
    if (EnglishWords.BEFORE_NAMES.contains(bareBefore)
        || (digit && EnglishWords.BEFORE_NUMBERS.contains(bareBefore))) {
      return false;
    }
    return !EnglishWords.isAbbreviation(bareBefore) || EnglishWords.isUsualStart(bareWord);
  }
}
