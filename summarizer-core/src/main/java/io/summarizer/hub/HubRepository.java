package io.summarizer.hub;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.summarizer.hub.HubApi.Lookup;
import io.summarizer.hub.HubException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model or a data set on a hub, at a revision; immutable and safe for use by several threads.
 *
 * <p>A branch is looked up each time, and only what has changed is downloaded. If the hub cannot be
 * reached or denies access, what the branch was the last time is taken from the cache, with a
 * warning in the log. A commit is never looked up again.
 */
public final class HubRepository {
  private static final Logger LOG = LoggerFactory.getLogger(HubRepository.class);

  /** With these the cache still helps; the others say that the file is not what was asked for. */
  private static final Set<Reason> UNREACHABLE =
      EnumSet.of(
          Reason.CONNECTION, Reason.SERVER, Reason.ACCESS_DENIED, Reason.REPOSITORY_NOT_FOUND);

  private static final int FILES_IN_MESSAGES = 20;

  private final HubSettings settings;
  private final HubHttp http;
  private final RepositoryId id;
  private final Revision revision;
  private final RepositoryCache cache;

  HubRepository(HubSettings settings, HubHttp http, RepositoryId id, Revision revision) {
    this.settings = settings;
    this.http = http;
    this.id = id;
    this.revision = revision;
    this.cache = new RepositoryCache(settings, id);
  }

  /**
   * The same repository at another revision. Default: {@code main}.
   *
   * @param revision a branch, a tag, or a commit of 40 hexadecimal digits
   * @throws IllegalArgumentException if it cannot be the name of one
   */
  public HubRepository revision(String revision) {
    return new HubRepository(settings, http, id, Revision.of(revision));
  }

  /**
   * A file, downloaded unless the cache has it.
   *
   * @param name its path in the repository, with {@code /}
   * @return the file in the cache; it must not be changed
   * @throws IllegalArgumentException if the name leads out of the repository
   * @throws HubException if the file cannot be had
   */
  @CanIgnoreReturnValue
  public Path file(String name) {
    RelativePath path = RelativePath.of("file", name);
    Optional<Path> cached = cache.commit(revision).flatMap(commit -> cache.find(commit, path));
    if (cached.isPresent() && (revision.isCommit() || settings.offline())) {
      return cached.get();
    }
    HubApi api = api(cached.isPresent());
    if (settings.offline()) {
      throw cache.commit(revision).filter(commit -> cache.isKnownToMiss(commit, path)).isPresent()
          ? api.errors().noFile(path, revision)
          : notCached(path.name());
    }
    Lookup lookup;
    try {
      lookup = api.find(path, revision);
    } catch (HubException e) {
      return cached.filter(file -> mayStandIn(e)).orElseThrow(() -> e);
    }
    if (lookup.file() == null) {
      cache.rememberMissing(lookup.commit(), path);
      cache.rememberCommit(revision, lookup.commit());
      throw api.errors().noFile(path, revision);
    }
    Path file = new Download(settings, http, api, cache).of(lookup.file());
    cache.rememberCommit(revision, lookup.commit());
    return file;
  }

  /**
   * Files of one commit, downloaded unless the cache has them.
   *
   * @param patterns names or patterns, each of which must match at least one file; {@code *} is any
   *     text, slashes included, {@code ?} one character, {@code [ab]} one of these, {@code [!ab]}
   *     none of these (as {@code allow_patterns} of {@code huggingface_hub})
   * @throws IllegalArgumentException if there is no pattern, or one is not valid
   * @throws HubException if a file cannot be had
   */
  @CanIgnoreReturnValue
  public HubSnapshot files(String... patterns) {
    if (patterns.length == 0) {
      throw new IllegalArgumentException(
          "file patterns: expected at least one, got none; \"*\" takes all files");
    }
    return files(GlobPattern.of(List.of(patterns)), List.of());
  }

  /** As above; the optional patterns may match nothing. */
  HubSnapshot files(List<GlobPattern> required, List<GlobPattern> optional) {
    FileSelection selection = new FileSelection(required, optional);
    Optional<HubSnapshot> cached = cached(selection);
    if (settings.offline()) {
      return cached.orElseThrow(
          () ->
              notCached(
                  required.stream().map(GlobPattern::toString).collect(Collectors.joining(", "))));
    }
    HubApi api = api(cached.isPresent());
    String commit;
    List<TreeEntry> tree;
    try {
      commit = revision.isCommit() ? revision.path().name() : api.commit(revision);
      tree = tree(api, commit);
    } catch (HubException e) {
      return cached.filter(files -> mayStandIn(e)).orElseThrow(() -> e);
    }
    return download(api, commit, select(selection, commit, tree));
  }

  private List<TreeEntry> tree(HubApi api, String commit) {
    Optional<List<TreeEntry>> known = cache.tree(commit);
    if (known.isPresent()) {
      return known.get();
    }
    List<TreeEntry> tree = api.tree(commit);
    cache.rememberTree(commit, tree);
    return tree;
  }

  private List<RemoteFile> select(FileSelection selection, String commit, List<TreeEntry> tree) {
    List<String> names = tree.stream().map(TreeEntry::path).sorted().toList();
    Optional<GlobPattern> unmatched = selection.unmatched(names);
    if (unmatched.isPresent()) {
      throw noMatch(unmatched.get(), names);
    }
    List<RemoteFile> files = new ArrayList<>();
    for (TreeEntry entry : tree) {
      if (selection.contains(entry.path())) {
        RelativePath path = RelativePath.ofHub(id, entry.path());
        files.add(new RemoteFile(path, commit, entry.etag(), entry.contentSize()));
      }
    }
    return files;
  }

  private HubSnapshot download(HubApi api, String commit, List<RemoteFile> files) {
    Download download = new Download(settings, http, api, cache);
    files.forEach(download::of);
    cache.rememberCommit(revision, commit);
    return snapshot(commit, files.stream().map(file -> file.path().name()));
  }

  private HubSnapshot snapshot(String commit, Stream<String> files) {
    return new HubSnapshot(cache.snapshot(commit), commit, files.sorted().toList());
  }

  /** What the cache has, if that is all that was asked for. */
  private Optional<HubSnapshot> cached(FileSelection selection) {
    Optional<String> commit = cache.commit(revision);
    if (commit.isEmpty()) {
      return Optional.empty();
    }
    List<String> here = cache.files(commit.get());
    Optional<List<TreeEntry>> tree = cache.tree(commit.get());
    List<String> all =
        tree.map(entries -> entries.stream().map(TreeEntry::path).toList()).orElse(here);
    List<String> wanted = all.stream().filter(selection::contains).toList();
    if (selection.unmatched(all).isPresent() || !Set.copyOf(here).containsAll(wanted)) {
      return Optional.empty();
    }
    if (settings.offline() && tree.isEmpty() && selection.hasWildcards()) {
      LOG.warn(
          "{}: the list of its files is not in the cache; the {} that are there are taken for all",
          id,
          wanted.size());
    }
    wanted.forEach(name -> cache.find(commit.get(), RelativePath.ofHub(id, name)));
    return Optional.of(snapshot(commit.get(), wanted.stream()));
  }

  /** Patience is only for those who have nothing else. */
  private HubApi api(boolean cached) {
    return new HubApi(settings, http, id, cached ? 0 : Retries.LIMIT);
  }

  private static boolean mayStandIn(HubException e) {
    if (UNREACHABLE.contains(e.reason())) {
      LOG.warn("{}. The cache is used as it is", e.getMessage());
      return true;
    }
    return false;
  }

  private HubException notCached(String files) {
    return new HubException(
        Reason.NOT_CACHED,
        id
            + ": "
            + files
            + " at revision "
            + revision
            + " is not in the cache, "
            + settings.cacheDirectory()
            + ", and the hub may not be asked; download it once without HF_HUB_OFFLINE,"
            + " TRANSFORMERS_OFFLINE and the option offline");
  }

  private HubException noMatch(GlobPattern pattern, List<String> names) {
    String some = names.stream().limit(FILES_IN_MESSAGES).collect(Collectors.joining(", "));
    return new HubException(
        Reason.FILE_NOT_FOUND,
        id
            + ": no file matches '"
            + pattern
            + "' at revision "
            + revision
            + "; it has "
            + RelativePath.printable(some)
            + (names.size() > FILES_IN_MESSAGES
                ? " and " + (names.size() - FILES_IN_MESSAGES) + " more"
                : ""));
  }

  @Override
  public String toString() {
    return id + "@" + revision;
  }
}
