package io.summarizer.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checksum that a hub's etag is: SHA-256 of a large file's content (Git LFS), or the id that
 * git gives a small one, SHA-1 of {@code "blob <length>\0"} and the content.
 *
 * @param algorithm SHA-256 or SHA-1
 * @param expected hexadecimal
 */
record Checksum(String algorithm, String expected) {
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern GIT_SHA_1 = Pattern.compile("[0-9a-f]{40}");

  /** None if the etag is neither, as a mirror's may be. */
  static Optional<Checksum> ofEtag(String etag) {
    if (SHA_256.matcher(etag).matches()) {
      return Optional.of(new Checksum("SHA-256", etag));
    }
    return GIT_SHA_1.matcher(etag).matches()
        ? Optional.of(new Checksum("SHA-1", etag))
        : Optional.empty();
  }

  /** The checksum that a file has, in hexadecimal. */
  String of(Path file) throws IOException {
    MessageDigest digest = digest();
    if (algorithm.equals("SHA-1")) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(US_ASCII));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JVM has both
    }
  }
}
