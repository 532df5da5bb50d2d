package io.summarizer.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads examples from an opened file of Debian control data (deb822): stanzas of {@code Field:
 * value} lines, parted by empty lines, where a line that begins with white space continues the
 * field.
 */
final class DebianReader implements ExampleReader {
  private final Path path;
  private final boolean withSummary;
  private final Utf8Reader text;
  private final BufferedReader lines;
  private long lineNumber;
  private boolean exampleFound;

  private DebianReader(Path path, boolean withSummary, Utf8Reader text) {
    this.path = path;
    this.withSummary = withSummary;
    this.text = text;
    this.lines = new BufferedReader(text);
  }

  /** Opens a file. */
  static DebianReader open(Path path, boolean withSummary) {
    return new DebianReader(path, withSummary, Utf8Reader.open(path));
  }

  @Override
  public @Nullable Example read() {
    for (List<String> stanza = nextStanza(); !stanza.isEmpty(); stanza = nextStanza()) {
      text.requireUtf8UpToLine(() -> lineNumber);
      Example example = parse(stanza, lineNumber - stanza.size());
      if (example != null) {
        exampleFound = true;
        return example;
      }
    }
    if (!exampleFound) {
      throw new DataException(
          path
              + (lineNumber == 1 ? " is empty" : " has no extended descriptions")
              + "; expected the Translation-en file of an apt repository, with the fields"
              + " 'Package' and 'Description-en'");
    }
    return null;
  }

  @Override
  public void close() {
    text.close();
  }

  /** Returns the lines of the next stanza; none at the end of the file. */
  private List<String> nextStanza() {
    List<String> stanza = new ArrayList<>();
    for (String line = nextLine(); line != null; line = nextLine()) {
      if (!line.isBlank()) {
        stanza.add(line);
      } else if (!stanza.isEmpty()) {
        return stanza;
      }
    }
    return stanza;
  }

  private @Nullable String nextLine() {
    try {
      lineNumber++;
      return lines.readLine();
    } catch (IOException e) {
      throw SourceFile.unreadable(path, e);
    }
  }

  private @Nullable Example parse(List<String> stanza, long firstLine) {
    String name = "";
    String synopsis = "";
    String field = "";
    List<String> extended = new ArrayList<>();
    for (String line : stanza) {
      int colon = line.indexOf(':');
      if (isContinuation(line) && !field.isEmpty()) {
        if (isDescription(field)) {
          extended.add(line.strip());
        }
      } else if (!isContinuation(line) && colon > 0) {
        field = line.substring(0, colon);
        if (field.equalsIgnoreCase("Package")) {
          name = line.substring(colon + 1).strip();
        } else if (isDescription(field)) {
          synopsis = line.substring(colon + 1).strip();
        }
      } else if (!line.startsWith("#")) {
        throw bad(
            firstLine + stanza.indexOf(line),
            "expected 'Field: value', or white space at the start of a line that goes on");
      }
    }
    String article = joined(extended);
    if (article.isEmpty()) {
      return null;
    }
    if (name.isEmpty()) {
      throw bad(firstLine, "the description belongs to no package; expected the field 'Package'");
    }
    return new Example(name, article, withSummary ? synopsis : "");
  }

  private static boolean isContinuation(String line) {
    return Character.isWhitespace(line.charAt(0));
  }

  private static boolean isDescription(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return name.equals("description")
        || (name.startsWith("description-") && !name.equals("description-md5"));
  }

  /** Joins the lines of each paragraph by a space and the paragraphs, parted by ".", by a line. */
  private static String joined(List<String> lines) {
    List<List<String>> paragraphs = new ArrayList<>();
    paragraphs.add(new ArrayList<>());
    for (String line : lines) {
      if (line.equals(".")) {
        paragraphs.add(new ArrayList<>());
      } else {
        paragraphs.get(paragraphs.size() - 1).add(line);
      }
    }
    return paragraphs.stream()
        .filter(paragraph -> !paragraph.isEmpty())
        .map(paragraph -> String.join(" ", paragraph))
        .collect(Collectors.joining("\n"));
  }

  private DataException bad(long line, String reason) {
    return new DataException(
        new BadRecord(path.toString(), String.format(Locale.ROOT, "line %d", line), reason));
  }
}
