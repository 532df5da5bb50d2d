package io.summarizer.rouge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    return "SentenceSplitter.ENGLISH";
  }

  private static void splitLine(String line, List<String> sentences) {
    BitSet cuts = proposedCuts(line);
    String before = "";
    boolean afterLoneStop = false;
    for (Matcher words = WORD.matcher(line); words.find(); ) {
      String word = words.group();
      boolean proposed = cuts.get(words.start());
      cuts.set(words.start(), startsSentence(before, afterLoneStop, word, proposed));
      afterLoneStop = Words.isStop(word) || (afterLoneStop && Words.isCloser(word));
      before = word;
    }
    cuts.set(line.length());
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
    if (Words.isStop(word) || Words.isCloser(word)) {
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
    String bareWord = Words.withoutMarks(word);
    if (!bareWord.isEmpty() && Character.isLowerCase(bareWord.charAt(0))) {
      return false;
    }
    String bareBefore = Words.withoutMarks(before);
    if (Words.BEFORE_NAMES.contains(bareBefore)
        || (digit && Words.BEFORE_NUMBERS.contains(bareBefore))) {
      return false;
    }
    return !Words.isAbbreviation(bareBefore) || Words.isUsualStart(bareWord);
  }

  /** What the splitter knows of English words and marks. */
  private static final class Words {
    private static final Set<String> STOPS = Set.of(".", "!", "?", "...");
    private static final Set<String> CLOSERS = Set.of("''", "”", "’", ")", "]");
    private static final String MARKS = "\"'“”‘’`()[]";

    /** Never end a sentence: a name or an explanation follows. */
    static final Set<String> BEFORE_NAMES =
        words(
            "Mr. Mrs. Ms. Messrs. Dr. Drs. Prof. Rev. Fr. Hon. Gen. Col. Lt. Capt. Cmdr. Maj. Sgt."
                + " Cpl. Pvt. Adm. Sen. Sens. Rep. Reps. Gov. Pres. Supt. Det. Insp. St. Mt. Ft."
                + " vs. v. cf. e.g. i.e.");

    /** Do not end a sentence when a number follows. */
    static final Set<String> BEFORE_NUMBERS =
        words(
            "No. Nos. no. nos. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Fig."
                + " Figs. Vol. Ch. Art. Sec. p. pp. approx. ca. c.");

    /** End a sentence only if the next word usually begins one. */
    private static final Set<String> ABBREVIATIONS =
        words(
            "Inc. Corp. Co. Cos. Ltd. Bros. Jr. Sr. Ph.D. etc. al. Ave. Blvd. Rd. Dept. Univ."
                + " Assn. Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La."
                + " Md. Mass. Mich. Minn. Miss. Mo. Mont. Neb. Nev. Okla. Ore. Pa. Tenn. Tex. Va."
                + " Vt. Wash. Wis. Wyo.");

    /** Initials and acronyms: "J.", "U.S.", "p.m.". */
    private static final Pattern DOTTED_LETTERS = Pattern.compile("(?:\\p{L}\\.)+");

    private static final Set<String> USUAL_STARTS =
        words(
            "The A An This That These Those He She It They We I You His Her Its Their Our My But"
                + " And So Yet In On At As For If When While After Before Since Although Though"
                + " However Meanwhile There Here What Who Why How Both Some Many Most No Not");

    static boolean isStop(String word) {
      return STOPS.contains(word);
    }

    static boolean isCloser(String word) {
      return CLOSERS.contains(word);
    }

    static boolean isAbbreviation(String word) {
      return ABBREVIATIONS.contains(word) || DOTTED_LETTERS.matcher(word).matches();
    }

    static boolean isUsualStart(String word) {
      int end = 0;
      while (end < word.length() && Character.isLetter(word.charAt(end))) {
        end++;
      }
      // "A." is an initial and not the article.
      return !word.endsWith(".") && USUAL_STARTS.contains(word.substring(0, end));
    }

    /** Drops quotation marks and brackets at either end. */
    static String withoutMarks(String word) {
      int start = 0;
      int end = word.length();
      while (start < end && MARKS.indexOf(word.charAt(start)) >= 0) {
        start++;
      }
      while (end > start && MARKS.indexOf(word.charAt(end - 1)) >= 0) {
        end--;
      }
      return word.substring(start, end);
    }

    private static Set<String> words(String separatedBySpaces) {
      return Set.of(separatedBySpaces.split(" "));
    }
  }
}
