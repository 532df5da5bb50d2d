package io.summarizer.data;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Opens files for reading and decompresses them on the way, told by their first bytes: gzip and
 * zstd. None of these bytes can begin a text in UTF-8.
 *
 * <p>A compressed file is read as a stream, so that it takes no memory, but not beyond its {@link
 * UnpackLimit}.
 */
final class SourceFile {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final String GZIP = "1f8b";
  private static final String ZSTD = "28b52ffd";

  /** The first bytes of each, as a regular expression: the digit of bzip2 is its block size. */
  private static final Map<String, String> UNREAD_COMPRESSIONS =
      Map.of(
          "fd377a585a00.*", "xz",
          "425a683.314159265359.*", "bzip2",
          "04224d18.*", "lz4",
          "504b0304.*", "zip");

  private static final Map<String, List<String>> EXTENSIONS =
      Map.of("gzip", List.of(".gz"), "zstd", List.of(".zst", ".zstd"));
  private static final Pattern COMPRESSED_NAME =
      Pattern.compile("\\.(gz|zst|zstd)$", Pattern.CASE_INSENSITIVE);

  private SourceFile() {}

  /** Returns a file's name without the extension that says how it is compressed, if any. */
  static String plainName(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : COMPRESSED_NAME.matcher(name.toString()).replaceFirst("");
  }

  /**
   * Opens a file.
   *
   * @throws DataException if there is none, or it is a directory, cannot be read, or is compressed
   *     in a way that is not read
   */
  static InputStream open(Path path) {
    if (Files.isDirectory(path)) {
      throw new DataException(path + " is a directory; expected a file, so name one inside it");
    }
    try {
      InputStream in = new BufferedInputStream(bytes(path), BUFFER_SIZE);
      try {
        return decompressed(path, in);
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new DataException(
          path + " does not exist; check the path, which stands for " + path.toAbsolutePath(), e);
    } catch (AccessDeniedException e) {
      throw new DataException(path + " may not be read; check its permissions", e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Whether this is a pipe, a device or the like, which may have no end. */
  static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /** A channel asks a pipe where it stands, which pipes do not know. */
  private static InputStream bytes(Path path) throws IOException {
    return isSpecial(path) ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
  }

  static DataException unreadable(Path path, Exception e) {
    return new DataException(path + " cannot be read: " + e.getMessage(), e);
  }

  private static InputStream decompressed(Path path, InputStream in) throws IOException {
    in.mark(BUFFER_SIZE);
    String start = HexFormat.of().formatHex(in.readNBytes(10));
    in.reset();
    UNREAD_COMPRESSIONS.forEach(
        (magic, compression) -> {
          if (start.matches(magic)) {
            throw new DataException(
                path
                    + " is compressed with "
                    + compression
                    + ", which is not read; decompress it, or compress it with gzip or zstd");
          }
        });
    if (start.startsWith(GZIP)) {
      return UnpackLimit.around(in, GzipInput::new);
    }
    if (start.startsWith(ZSTD)) {
      return UnpackLimit.around(in, ZstdInput::new);
    }
    requirePlainName(path);
    return in;
  }

  private static void requirePlainName(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    EXTENSIONS.forEach(
        (compression, extensions) -> {
          if (extensions.stream().anyMatch(name::endsWith)) {
            throw new DataException(
                String.format(
                    Locale.ROOT,
                    "%s is named as compressed with %s, but does not begin as such files do;"
                        + " it is damaged, or its name should not end in %s",
                    path,
                    compression,
                    String.join(" or ", extensions)));
          }
        });
  }
}
