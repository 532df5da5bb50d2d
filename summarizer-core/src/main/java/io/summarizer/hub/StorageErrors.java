package io.summarizer.hub;

import io.summarizer.hub.HubException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.util.Locale;

/** What can be wrong with the disk, and with what was put on it, in words. */
final class StorageErrors {
  private StorageErrors() {}

  static HubException unwritable(Path path, IOException e) {
    if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
      return interrupted(e);
    }
    return new HubException(
        Reason.STORAGE,
        path
            + ": cannot be written ("
            + e
            + "); make room there, or set HF_HUB_CACHE to a folder on another disk",
        e);
  }

  static HubException tooSmall(Path path, long needed, long free) {
    return new HubException(
        Reason.STORAGE,
        String.format(
            Locale.ROOT,
            "%s: needs %,d bytes more, but only %,d are free on its disk; make room there, or set"
                + " HF_HUB_CACHE to a folder on another disk",
            path,
            needed,
            free));
  }

  static HubException wrongSize(RemoteFile file, String found, URI uri) {
    return new HubException(
        Reason.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: expected %,d bytes, as the hub tells, got %s from %s; nothing was kept."
                + " Check that no proxy changes downloads, and try again",
            file.path(),
            file.size(),
            found,
            HubHttp.withoutQuery(uri)));
  }

  static HubException wrongChecksum(RemoteFile file, Checksum expected, String found) {
    return new HubException(
        Reason.CORRUPT,
        file.path()
            + ": expected the "
            + expected.algorithm()
            + " checksum "
            + expected.expected()
            + ", as the hub tells, got "
            + found
            + "; nothing was kept. Check that no proxy changes downloads, and try again");
  }

  static HubException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new HubException(
        Reason.INTERRUPTED,
        "the thread was interrupted while it waited for the hub; what has arrived is kept",
        e);
  }
}
