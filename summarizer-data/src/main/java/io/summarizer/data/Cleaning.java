package io.summarizer.data;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The rules of {@link Dataset#cleaned}, which are applied in the order in which they stand here.
 *
 * <p>None of them joins sentences: line breaks, which part the sentences of a summary, stay.
 */
public enum Cleaning {
  /**
   * Removes control characters (Unicode category Cc) and the marks U+FEFF and U+200B, which nobody
   * sees. Tabs and line breaks stay; U+000B, U+000C and U+0085 become line breaks, which they mean.
   */
  CONTROL_CHARACTERS {
    @Override
    String clean(String text) {
      return CONTROLS.matcher(VERTICAL_BREAK.matcher(text).replaceAll("\n")).replaceAll("");
    }
  },

  /**
   * Turns every run of white space within a line into one space, removes it at both ends of a line,
   * and removes empty lines. No-break spaces and tabs count as white space.
   */
  WHITE_SPACE {
    @Override
    String clean(String text) {
      String spaced = SPACES.matcher(text).replaceAll(" ");
      return AROUND_BREAKS.matcher(spaced).replaceAll("\n").strip();
    }
  },

  /**
   * Removes the news agency at the beginning of an article, with the place before it and the dash
   * after it: {@code (CNN) --}, {@code Canberra, Australia (CNN) --}, {@code LONDON (Reuters) -}.
   * The agencies are CNN, Reuters, AP, Associated Press, AFP and UPI; the place is at most 60
   * characters long. Summaries stay.
   */
  SOURCE_TAG {
    @Override
    Example apply(Example example) {
      return example.withArticle(AGENCY.matcher(example.article()).replaceFirst(""));
    }
  },

  /**
   * Removes the author and the dates at the beginning of an article, as Daily Mail stories have
   * them: {@code By . Jill Reilly . PUBLISHED: . 08:06 EST, 5 November 2012 . | . UPDATED: . 09:38
   * EST, 5 November 2012 .} or {@code Last updated at 3:31 PM on 19th July 2011 .}. Summaries stay.
   */
  BYLINE {
    @Override
    Example apply(Example example) {
      return example.withArticle(AUTHOR_AND_DATES.matcher(example.article()).replaceFirst(""));
    }
  },

  /**
   * Joins a full stop to the word before it where a space parts them, as CNN/DailyMail has it at
   * the end of summaries: {@code in Italy .} becomes {@code in Italy.}
   */
  DETACHED_FULL_STOPS {
    @Override
    String clean(String text) {
      return DETACHED_FULL_STOP.matcher(text).replaceAll(".");
    }
  };

  private static final Pattern VERTICAL_BREAK = Pattern.compile("[\u000B\u000C\u0085]");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\uFEFF\u200B&&[^\t\n\r]]");
  private static final Pattern SPACES = Pattern.compile("[\\p{Zs}\t]+");
  private static final Pattern AROUND_BREAKS = Pattern.compile(" ?(?:[\n\r\u2028\u2029] ?)+");
  private static final Pattern AGENCY =
      Pattern.compile(
          "\\A\\s*(?:[^\n()!?]{1,60}\\s)?"
              + "\\((?:CNN(?: [A-Z][A-Za-z]*){0,3}|Reuters|AP|Associated Press|AFP|UPI)\\)"
              + "\\s*(?:--|[-\u2013\u2014])?\\s*");
  private static final Pattern AUTHOR_AND_DATES =
      Pattern.compile(
          "\\A\\s*(?:By \\.\\s[^.\n]{1,80} \\.\\s+)?"
              + "(?:PUBLISHED: \\.\\s[^.\n]{1,60} \\.\\s+)?"
              + "(?:\\| \\.\\s+)?"
              + "(?:UPDATED: \\.\\s[^.\n]{1,60} \\.\\s+)?"
              + "(?:Last updated at [^.\n]{1,60} \\.\\s+)?");
  private static final Pattern DETACHED_FULL_STOP =
      Pattern.compile("(?<=[\\p{L}\\p{N}\\p{Pe}\\p{Pf}'\"%]) \\.(?=\\s|\\z)");

  /** Cleans a text; leaves it as it is where the rule is not about every text of an example. */
  String clean(String text) {
    return text;
  }

  /** Cleans an example. */
  Example apply(Example example) {
    return example
        .withArticle(clean(example.article()))
        .withReferences(
            clean(example.summary()), example.extraReferences().stream().map(this::clean).toList());
  }

  /** Returns the rules as one, in their order. */
  static UnaryOperator<Example> all(Cleaning first, Cleaning... more) {
    Set<Cleaning> ordered = EnumSet.of(first, more);
    return example -> {
      Example cleaned = example;
      for (Cleaning rule : ordered) {
        cleaned = rule.apply(cleaned);
      }
      return cleaned;
    };
  }
}
