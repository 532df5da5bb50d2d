package io.summarizer.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
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
    for (Stanza stanza = nextStanza(); stanza != null; stanza = nextStanza()) {
      text.requireUtf8UpToLine(() -> lineNumber);
      Example example = stanza.example();
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

  /** Returns the next stanza; null at the end of the file. */
  private @Nullable Stanza nextStanza() {
    text.startRecord();
    Stanza stanza = null;
    for (String line = nextLine(); line != null; line = nextLine()) {
      if (!line.isBlank()) {
        stanza = stanza == null ? new Stanza(lineNumber) : stanza;
        stanza.add(line);
      } else if (stanza != null) {
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

  /** What the lines of a stanza say, without the lines. */
  private final class Stanza {
    private final long firstLine;
    private final StringBuilder extended = new StringBuilder();
    private String name = "";
    private String synopsis = "";
    private String field = "";
    private boolean startsParagraph;
    private @Nullable DataException problem;

    Stanza(long firstLine) {
      this.firstLine = firstLine;
    }

    void add(String line) {
      int colon = line.indexOf(':');
      if (isContinuation(line) && !field.isEmpty()) {
        if (isDescription(field)) {
          extend(line.strip());
        }
      } else if (!isContinuation(line) && colon > 0) {
        field = line.substring(0, colon);
        if (field.equalsIgnoreCase("Package")) {
          name = line.substring(colon + 1).strip();
        } else if (isDescription(field)) {
          synopsis = line.substring(colon + 1).strip();
        }
      } else if (!line.startsWith("#") && problem == null) {
        problem =
            bad(
                lineNumber,
                "expected 'Field: value', or white space at the start of a line that goes on");
      }
    }

    /** Joins the lines of a paragraph by a space and the paragraphs, parted by ".", by a line. */
    private void extend(String line) {
      if (line.equals(".")) {
        startsParagraph = true;
        return;
      }
      if (!extended.isEmpty()) {
        extended.append(startsParagraph ? '\n' : ' ');
      }
      extended.append(line);
      startsParagraph = false;
    }

    @Nullable Example example() {
      if (problem != null) {
        throw problem;
      }
      if (extended.isEmpty()) {
        return null;
      }
      if (name.isEmpty()) {
        throw bad(firstLine, "the description belongs to no package; expected the field 'Package'");
      }
      return new Example(name, extended.toString(), withSummary ? synopsis : "");
    }
  }

  private static boolean isContinuation(String line) {
    return Character.isWhitespace(line.charAt(0));
  }

  private static boolean isDescription(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return name.equals("description")
        || (name.startsWith("description-") && !name.equals("description-md5"));
  }

  private DataException bad(long line, String reason) {
    return new DataException(
        new BadRecord(path.toString(), String.format(Locale.ROOT, "line %d", line), reason));
  }
}
