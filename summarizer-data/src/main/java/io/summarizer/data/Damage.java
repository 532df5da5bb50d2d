package io.summarizer.data;

import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Damage of compressed data, which is told apart from a disk that cannot be read. */
final class Damage {
  private Damage() {}

  static ZipException of(String finding, @Nullable Throwable cause) {
    ZipException damage = new ZipException(finding);
    damage.initCause(cause);
    return damage;
  }
}
