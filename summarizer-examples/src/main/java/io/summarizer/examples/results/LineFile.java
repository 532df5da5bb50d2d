package io.summarizer.examples.results;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Lines of UTF-8 in a file, which is there as soon as it is whole: until then they stand beside it
 * under its name with {@value #ASIDE}. There they stay if they do not become the whole result,
 * since they may be the work of hours.
 */
public final class LineFile implements LineSink {
  /** The ending of the name under which lines are written. */
  public static final String ASIDE = ".part";

  private final Path file;
  private final Path aside;
  private final FileOutputStream bytes;
  private final Writer writer;
  private boolean empty = true;
  private boolean finished;

  /**
   * Begins to write a file; one that is there already is replaced in the end.
   *
   * @throws SummarizerException if it cannot be written there
   */
  public LineFile(Path file) {
    this.file = file;
    this.aside = file.resolveSibling(file.getFileName() + ASIDE);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new SummarizerException(
          Remedy.FIX_INPUT, file + ": expected the name of a file to write, got " + what(file));
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // Not through a channel, which an interrupt of the thread would close.
      bytes = new FileOutputStream(aside.toFile());
      writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static String what(Path file) {
    return Files.isDirectory(file) ? "a directory" : "a device or pipe";
  }

  @Override
  public void println(String line) {
    try {
      writer.write(line);
      writer.write('\n');
      writer.flush();
      empty = false;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Puts the lines in the place of the file, after they are on the disk. */
  @Override
  public void finish() {
    try {
      writer.flush();
      bytes.getFD().sync();
      writer.close();
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      finished = true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    if (!finished) {
      try {
        writer.close();
        if (empty) {
          Files.deleteIfExists(aside);
        }
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  /** The lines that have not become the file, if there are any. */
  public Optional<Path> leftAside() {
    return finished || empty ? Optional.empty() : Optional.of(aside);
  }

  private SummarizerException unwritable(IOException e) {
    return new SummarizerException(file + ": the results cannot be written there (" + e + ")", e);
  }
}
