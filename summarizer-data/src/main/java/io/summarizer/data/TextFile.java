package io.summarizer.data;

import java.nio.file.Path;
import java.util.Locale;

/** Reads whole text files, of any compression. */
final class TextFile {
  private static final int BUFFER_SIZE = 1 << 13;

  private TextFile() {}

  /**
   * Returns the text of a file.
   *
   * @throws DataException as {@link SourceFile#open}, or if it is not UTF-8 or too long
   */
  static String read(Path file) {
    var text = new StringBuilder();
    char[] buffer = new char[BUFFER_SIZE];
    try (Utf8Reader reader = Utf8Reader.open(file)) {
      int count = reader.read(buffer, 0, buffer.length);
      while (count >= 0) {
        text.append(buffer, 0, count);
        if (text.length() > SourceFile.MAX_TEXT_LENGTH) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s holds more than %,d characters; expected a file with one text",
                  file,
                  SourceFile.MAX_TEXT_LENGTH));
        }
        count = reader.read(buffer, 0, buffer.length);
      }
      reader.requireUtf8UpToChar(() -> Long.MAX_VALUE);
    }
    return text.toString();
  }
}
