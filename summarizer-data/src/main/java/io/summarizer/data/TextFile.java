package io.summarizer.data;

import java.nio.file.Path;

/** Reads whole text files, of any compression. */
final class TextFile {
  private static final int BUFFER_SIZE = 1 << 13;

  private TextFile() {}

  /**
   * Returns the text of a file that was found in a directory.
   *
   * @throws DataException as {@link SourceFile#open}, or if it is not UTF-8 or too long, or a pipe
   *     or device, which nobody named and which may have no end
   */
  static String read(Path file) {
    if (SourceFile.isSpecial(file)) {
      throw new DataException(file + " is a pipe or a device; expected a file, so remove it");
    }
    var text = new StringBuilder();
    char[] buffer = new char[BUFFER_SIZE];
    try (Utf8Reader reader = Utf8Reader.open(file)) {
      int count = reader.read(buffer, 0, buffer.length);
      while (count >= 0) {
        text.append(buffer, 0, count);
        count = reader.read(buffer, 0, buffer.length);
      }
      reader.requireUtf8UpToChar(() -> Long.MAX_VALUE);
    }
    return text.toString();
  }
}
