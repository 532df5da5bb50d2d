package io.summarizer.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is for files. */
final class DiskCheck {
  /** Enough for t5-small and a few checkpoints of it. */
  private static final long ENOUGH = 2 * Bytes.GIB;

  private DiskCheck() {}

  static Finding of(String subject, Path folder) {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    try {
      return of(subject, folder, Files.getFileStore(place).getUsableSpace());
    } catch (IOException e) {
      return Finding.warning(
          subject, folder.toAbsolutePath() + " cannot be looked at: " + e, "Use another folder");
    }
  }

  static Finding of(String subject, Path folder, long free) {
    String found = Bytes.text(free) + " free in " + folder.toAbsolutePath();
    return free >= ENOUGH
        ? Finding.ok(subject, found)
        : Finding.warning(
            subject,
            found,
            "Make room, or use another folder: models and checkpoints take 4 bytes or more for each"
                + " parameter");
  }
}
