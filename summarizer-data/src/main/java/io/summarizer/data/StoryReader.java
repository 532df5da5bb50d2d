package io.summarizer.data;

import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads examples from CNN/DailyMail stories. */
final class StoryReader implements ExampleReader {
  private static final String HIGHLIGHT = "@highlight";

  /** What may end a sentence, to the published pre-processing. */
  private static final String SENTENCE_ENDS = ".!?'`\"\u2019\u201d)";

  private final Iterator<Path> stories;

  StoryReader(Iterator<Path> stories) {
    this.stories = stories;
  }

  @Override
  public @Nullable Example read() {
    if (!stories.hasNext()) {
      return null;
    }
    Path story = stories.next();
    return parse(StoryDataset.id(story), TextFile.read(story));
  }

  @Override
  public void close() {
    // Every story is closed as soon as it is read.
  }

  private static Example parse(String id, String text) {
    var article = new StringBuilder();
    var highlights = new StringBuilder();
    boolean inHighlights = false;
    for (String line : (Iterable<String>) text.lines().map(StoryReader::strip)::iterator) {
      if (line.startsWith(HIGHLIGHT)) {
        inHighlights = true;
      } else if (!line.isEmpty()) {
        append(inHighlights ? highlights : article, inHighlights ? '\n' : ' ', ended(line));
      }
    }
    return new Example(id, article.toString(), highlights.toString());
  }

  private static void append(StringBuilder text, char separator, String line) {
    if (!text.isEmpty()) {
      text.append(separator);
    }
    text.append(line);
  }

  private static String ended(String line) {
    boolean asIs =
        line.contains(HIGHLIGHT) || SENTENCE_ENDS.indexOf(line.charAt(line.length() - 1)) >= 0;
    return asIs ? line : line + " .";
  }

  /** Strips as Python does, which counts no-break spaces and U+0085 as white space. */
  private static String strip(String line) {
    int start = 0;
    int end = line.length();
    while (start < end && isSpace(line.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
