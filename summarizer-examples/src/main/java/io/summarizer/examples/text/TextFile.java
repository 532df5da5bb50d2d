package io.summarizer.examples.text;

import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of texts, or the standard input, under the name by which messages call it. */
public final class TextFile {
  /** Four for each character that a record of a data file may have; devices never end. */
  static final int MAX_BYTES = 1 << 26;

  private final String name;
  private final Opener opener;

  private interface Opener {
    InputStream open() throws IOException;
  }

  private TextFile(String name, Opener opener) {
    this.name = name;
    this.opener = opener;
  }

  /** The file at a path. */
  public static TextFile at(Path path) {
    return new TextFile(path.toString(), () -> Files.newInputStream(path));
  }

  /** A standard input, which can be read once. */
  public static TextFile standardInput(InputStream in) {
    return new TextFile("standard input", () -> in);
  }

  /** Opens the bytes of the file. */
  InputStream open() {
    try {
      return opener.open();
    } catch (NoSuchFileException e) {
      throw new SummarizerException(
          name + ": does not exist; check the path, which stands for " + absolute(), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The whole content, without a byte order mark.
   *
   * @throws SummarizerException if it cannot be read, or is not UTF-8
   */
  public String read() {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw tooLong(name);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SummarizerException(name + ": expected UTF-8, got other bytes; convert it", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static SummarizerException tooLong(String text) {
    return new SummarizerException(
        Remedy.FIX_INPUT,
        text + ": expected a text of at most " + MAX_BYTES + " bytes, got more; split it");
  }

  SummarizerException unreadable(IOException e) {
    return new SummarizerException(name + ": cannot be read (" + e + ")", e);
  }

  private Path absolute() {
    return Path.of(name).toAbsolutePath();
  }

  /** The path, or "standard input". */
  @Override
  public String toString() {
    return name;
  }
}
