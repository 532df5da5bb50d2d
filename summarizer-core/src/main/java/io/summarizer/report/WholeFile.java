package io.summarizer.report;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that is replaced as a whole: a crash leaves the old text or the new one. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a text beside the file, and puts it in its place. An interrupt of the thread does no
   * harm.
   */
  public static void write(Path file, String text) throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      // Not through a channel, which an interrupt would close.
      try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
