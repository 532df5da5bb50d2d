package io.summarizer.rouge;

import java.util.Set;
import java.util.regex.Pattern;

/** What {@link EnglishSentenceSplitter} knows of English words and marks. */
final class EnglishWords {
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

  private EnglishWords() {}

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
