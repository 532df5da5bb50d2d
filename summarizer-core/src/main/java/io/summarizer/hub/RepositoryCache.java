package io.summarizer.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.hub.HubException.Reason;
import io.summarizer.model.AtomicDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the cache that belongs to one repository, in the layout of {@code huggingface_hub}:
 *
 * <pre>
 * CACHEDIR.TAG                                  keeps backup programs away
 * .locks/models--owner--name/&lt;etag&gt;.lock        held while a blob is downloaded
 * models--owner--name/
 *   refs/main                                   the commit of a branch or tag
 *   blobs/&lt;etag&gt;                                contents
 *   blobs/&lt;etag&gt;.incomplete                     a download that was interrupted
 *   snapshots/&lt;commit&gt;/dir/file                 relative links to blobs
 *   .no_exist/&lt;commit&gt;/file                     empty: the commit has no such file
 *   trees/&lt;commit&gt;.json                         the list of all files, see {@link TreeFile}
 * </pre>
 */
final class RepositoryCache {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryCache.class);

  /** Word for word as {@code huggingface_hub} writes it. */
  private static final String CACHEDIR_TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This file is a cache directory tag created by huggingface_hub.
      # For information about cache directory tags, see:
      #\thttps://bford.info/cachedir/
      """;

  private final Path root;
  private final Path folder;
  private final String name;

  RepositoryCache(HubSettings settings, RepositoryId repository) {
    root = settings.cacheDirectory();
    name = repository.folder();
    folder = root.resolve(name);
  }

  Path snapshot(String commit) {
    return folder.resolve("snapshots").resolve(commit);
  }

  Path blobs() {
    return folder.resolve("blobs");
  }

  Path blob(String etag) {
    return blobs().resolve(etag);
  }

  Path incomplete(String etag) {
    return blobs().resolve(etag + ".incomplete");
  }

  Path lock(String etag) {
    return root.resolve(".locks").resolve(name).resolve(etag + ".lock");
  }

  /** The commit that a revision was the last time. */
  Optional<String> commit(Revision revision) {
    if (revision.isCommit()) {
      return Optional.of(revision.path().name());
    }
    try {
      return Optional.of(Files.readString(below(folder.resolve("refs"), revision.path())).strip())
          .filter(Revision::isCommit);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.debug("no reference for {}: {}", revision, e.toString());
      return Optional.empty();
    }
  }

  /** A file of a commit, if it is here. */
  @CanIgnoreReturnValue
  Optional<Path> find(String commit, RelativePath path) {
    Path file = below(snapshot(commit), path);
    return Files.isRegularFile(file) ? Optional.of(checkInside(file)) : Optional.empty();
  }

  /** The names of the files of a commit that are here. */
  List<String> files(String commit) {
    Path snapshot = snapshot(commit);
    if (!Files.isDirectory(snapshot)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(snapshot)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> snapshot.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(snapshot, e);
    } catch (UncheckedIOException e) { // of the walk
      throw unreadable(snapshot, Objects.requireNonNull(e.getCause()));
    }
  }

  boolean isKnownToMiss(String commit, RelativePath path) {
    return Files.isRegularFile(below(folder.resolve(".no_exist").resolve(commit), path));
  }

  void rememberMissing(String commit, RelativePath path) {
    bestEffort(below(folder.resolve(".no_exist").resolve(commit), path), "");
  }

  /** Keeps what a revision stands for, for the time when the hub cannot be asked. */
  void rememberCommit(Revision revision, String commit) {
    if (!revision.isCommit() && !commit(revision).equals(Optional.of(commit))) {
      bestEffort(below(folder.resolve("refs"), revision.path()), commit);
    }
  }

  Optional<List<TreeEntry>> tree(String commit) {
    return TreeFile.read(treeFile(commit));
  }

  void rememberTree(String commit, List<TreeEntry> entries) {
    TreeFile.write(entries).ifPresent(json -> bestEffort(treeFile(commit), json));
  }

  private Path treeFile(String commit) {
    return folder.resolve("trees").resolve(commit + ".json");
  }

  /** What a first download needs. */
  void makeFolders() throws IOException {
    Files.createDirectories(blobs());
    checkInside(blobs());
    Path tag = root.resolve("CACHEDIR.TAG");
    if (Files.notExists(tag)) {
      bestEffort(tag, CACHEDIR_TAG);
    }
  }

  /** Where a file of a snapshot is to be; its directory is made, and is no way out. */
  Path prepare(String commit, RelativePath path) throws IOException {
    Path file = below(snapshot(commit), path);
    Path directory = file.getParent();
    if (directory == null) {
      throw new AssertionError(file); // it is below the snapshot
    }
    Files.createDirectories(directory);
    checkInside(directory);
    return file;
  }

  /**
   * Refuses a file that a link leads out of the cache. The repository's own folder may be a link,
   * which somebody with too small a disk has made.
   */
  @CanIgnoreReturnValue
  Path checkInside(Path file) {
    try {
      Path real = file.toRealPath();
      if (real.startsWith(root.toRealPath()) || real.startsWith(folder.toRealPath())) {
        return file;
      }
      throw new HubException(
          Reason.REFUSED,
          file + ": is a link out of the cache, to " + real + "; delete it, and download again");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Path below(Path directory, RelativePath path) {
    try {
      return path.below(directory);
    } catch (InvalidPathException e) {
      throw new HubException(
          Reason.STORAGE,
          directory
              + ": the name '"
              + path
              + "' is not possible in this file system, or in this locale (set LC_ALL=C.UTF-8)",
          e);
    }
  }

  private static HubException unreadable(Path path, IOException e) {
    return new HubException(
        Reason.STORAGE, path + ": the cache cannot be read there (" + e + ")", e);
  }

  /** A cache may be read-only; what is lost then is asked again. */
  private static void bestEffort(Path file, String content) {
    try {
      write(file, content);
    } catch (IOException e) {
      LOG.debug("{} was not written: {}", file, e.toString());
    }
  }

  /** Under a name of its own first: several processes may write the same file at once. */
  private static void write(Path file, String content) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    String suffix = String.format(Locale.ROOT, ".%08x.tmp", ThreadLocalRandom.current().nextInt());
    Path aside = file.resolveSibling(file.getFileName() + suffix);
    try {
      Files.write(aside, content.getBytes(UTF_8), StandardOpenOption.CREATE_NEW);
      AtomicDirectory.force(aside);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
