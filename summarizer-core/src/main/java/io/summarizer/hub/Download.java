package io.summarizer.hub;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.hub.HubException.Reason;
import io.summarizer.model.AtomicDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Brings a file of a commit into the cache: once, whole, and verified. */
final class Download {
  private final HubSettings settings;
  private final HubHttp http;
  private final HubApi api;
  private final RepositoryCache cache;

  Download(HubSettings settings, HubHttp http, HubApi api, RepositoryCache cache) {
    this.settings = settings;
    this.http = http;
    this.api = api;
    this.cache = cache;
  }

  /** The file in its snapshot; it is there already, or is after this. */
  @CanIgnoreReturnValue
  Path of(RemoteFile file) {
    Optional<Path> cached = cache.find(file.commit(), file.path());
    if (cached.isPresent()) {
      return cached.get();
    }
    Path blob = cache.blob(file.etag());
    try {
      cache.makeFolders();
      Path place = cache.prepare(file.commit(), file.path());
      try (CacheLock ignored = CacheLock.acquire(cache.lock(file.etag()))) {
        if (!Files.isRegularFile(blob)) {
          receive(file, blob);
        }
        if (!Files.isRegularFile(place)) {
          SnapshotLink.create(place, blob, SnapshotLink.kinds(settings.symbolicLinks()));
        }
      }
      return cache.checkInside(place);
    } catch (IOException e) {
      throw StorageErrors.unwritable(blob, e);
    } catch (InterruptedException e) {
      throw StorageErrors.interrupted(e);
    }
  }

  private void receive(RemoteFile file, Path blob) throws IOException {
    Path incomplete = cache.incomplete(file.etag());
    Transfer transfer = new Transfer(settings, http, api, file, incomplete);
    try {
      transfer.run();
      Optional<HubException> problem = problem(file, incomplete);
      if (problem.isPresent() && transfer.resumed()) {
        // What was there before may have been another's.
        Files.delete(incomplete);
        transfer.run();
        problem = problem(file, incomplete);
      }
      if (problem.isPresent()) {
        throw problem.get();
      }
    } catch (HubException e) {
      if (e.reason() == Reason.CORRUPT) {
        Files.deleteIfExists(incomplete);
      }
      throw e;
    }
    Files.move(
        incomplete, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    AtomicDirectory.force(cache.blobs());
  }

  private Optional<HubException> problem(RemoteFile file, Path content) throws IOException {
    Optional<Checksum> expected = Checksum.ofEtag(file.etag());
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    String found = expected.get().of(content);
    return found.equals(expected.get().expected())
        ? Optional.empty()
        : Optional.of(StorageErrors.wrongChecksum(file, expected.get(), found));
  }
}
