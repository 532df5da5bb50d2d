package io.summarizer.hub;

import io.summarizer.hub.HubErrors.Subject;
import io.summarizer.hub.HubException.Reason;
import io.summarizer.hub.ResponseBody.TooLargeException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a hub tells of one repository. */
final class HubApi {
  /** Far above any page of a listing, far below what would fill the heap. */
  private static final int MAX_PAGE_BYTES = 32 << 20;

  private static final int MAX_ENTRIES = 200_000;

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>[^,]*;\\s*rel=\"?next\"?");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HubSettings settings;
  private final HubHttp http;
  private final RepositoryId repository;
  private final HubErrors errors;
  private final int retries;

  /**
   * A view of a repository.
   *
   * @param retries how often a question is asked again if there is no answer
   */
  HubApi(HubSettings settings, HubHttp http, RepositoryId repository, int retries) {
    this.settings = settings;
    this.http = http;
    this.repository = repository;
    this.errors = new HubErrors(settings, repository);
    this.retries = retries;
  }

  HubErrors errors() {
    return errors;
  }

  /** The address of a file's content. */
  URI address(String revision, RelativePath file) {
    return URI.create(
        settings.endpoint()
            + "/"
            + repository.pagePath()
            + "/resolve/"
            + revision
            + "/"
            + file.encoded());
  }

  /** A file, or the commit that lacks it. */
  record Lookup(String commit, @Nullable RemoteFile file) {}

  /** Looks a file up without downloading it. */
  Lookup find(RelativePath path, Revision revision) {
    URI uri = address(revision.path().encodedWhole(), path);
    return new Retries(settings.sleeper(), retries)
        .call(
            () -> {
              try {
                HttpResponse<ResponseBody> answer = http.head(uri);
                answer.body().close();
                return lookup(answer, path, revision);
              } catch (IOException e) {
                throw errors.connection(uri, e);
              }
            });
  }

  private Lookup lookup(HttpResponse<?> answer, RelativePath path, Revision revision)
      throws TransientFailure {
    HttpHeaders headers = answer.headers();
    Optional<String> commit = headers.firstValue(HubHttp.COMMIT);
    boolean missing =
        answer.statusCode() == 404
            && headers.firstValue("X-Error-Code").filter("EntryNotFound"::equals).isPresent();
    if (missing && commit.filter(Revision::isCommit).isPresent()) {
      return new Lookup(commit.get(), null);
    }
    errors.check(answer, new Subject(revision, path), http.isHub(answer.uri()));
    String checked = commit(answer.uri(), commit.orElse(null));
    return new Lookup(
        checked, new RemoteFile(path, checked, etag(answer.uri(), headers), size(answer)));
  }

  private String commit(URI uri, @Nullable String commit) {
    if (commit == null || !Revision.isCommit(commit)) {
      throw errors.notAHub(
          uri,
          commit == null
              ? "does not tell the commit of the file"
              : "tells '" + RelativePath.printable(commit) + "' as the commit");
    }
    return commit;
  }

  private String etag(URI uri, HttpHeaders headers) {
    String value =
        headers.firstValue("X-Linked-Etag").or(() -> headers.firstValue("ETag")).orElse("");
    String etag = normalized(value);
    if (!RemoteFile.isPlain(etag)) {
      throw errors.notAHub(
          uri, "tells '" + RelativePath.printable(value) + "' as the checksum (ETag) of the file");
    }
    return etag;
  }

  /** Without the mark of a weak etag, W/, and without quotes. */
  static String normalized(String etag) {
    return etag.replaceFirst("^[W/]+", "").replaceAll("^\"+|\"+$", "");
  }

  private long size(HttpResponse<?> answer) {
    Optional<String> size = answer.headers().firstValue("X-Linked-Size");
    if (size.isEmpty() && answer.statusCode() < 300) {
      size = answer.headers().firstValue("Content-Length");
    }
    return size.map(value -> size(answer.uri(), value)).orElse(-1L);
  }

  private long size(URI uri, String value) {
    try {
      long size = Long.parseLong(value);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw errors.notAHub(uri, "tells '" + RelativePath.printable(value) + "' as the file's size");
  }

  /** The commit that a branch or a tag stands for. */
  String commit(Revision revision) {
    URI uri = api("/revision/" + revision.path().encodedWhole());
    JsonNode info = page(uri, revision).content();
    return commit(uri, info.path("sha").asString(null));
  }

  /** The files of a commit. */
  List<TreeEntry> tree(String commit) {
    List<TreeEntry> entries = new ArrayList<>();
    Optional<URI> next = Optional.of(api("/tree/" + commit + "?recursive=true"));
    while (next.isPresent()) {
      URI uri = next.get();
      Page page = page(uri, Revision.of(commit));
      if (!page.content().isArray()) {
        throw errors.notAHub(uri, "does not answer with a list of files");
      }
      page.content().forEach(node -> entry(uri, node).ifPresent(entries::add));
      if (entries.size() > MAX_ENTRIES || (page.content().isEmpty() && page.next().isPresent())) {
        throw new HubException(
            Reason.REFUSED,
            repository
                + ": lists more than "
                + MAX_ENTRIES
                + " files, or a page without any; ask for single files by their names");
      }
      next = page.next();
    }
    return entries;
  }

  private Optional<TreeEntry> entry(URI uri, JsonNode node) {
    if (!node.path("type").asString("").equals("file")) {
      return Optional.empty();
    }
    JsonNode lfs = node.path("lfs");
    TreeEntry entry =
        new TreeEntry(
            node.path("path").asString(""),
            node.path("size").asLong(-1),
            node.path("oid").asString(""),
            lfs.path("oid").asString(null),
            lfs.has("size") ? (Long) lfs.path("size").asLong(-1) : null,
            node.path("xetHash").asString(null));
    if (!RemoteFile.isPlain(entry.etag()) || entry.contentSize() < 0) {
      throw errors.notAHub(
          uri, "lists '" + RelativePath.printable(entry.path()) + "' without checksum or size");
    }
    return Optional.of(entry);
  }

  private URI api(String rest) {
    return URI.create(settings.endpoint() + "/" + repository.apiPath() + rest);
  }

  /** An answer in JSON and the address of the one that follows it. */
  private record Page(JsonNode content, Optional<URI> next) {}

  private Page page(URI uri, Revision revision) {
    return new Retries(settings.sleeper(), retries)
        .call(
            () -> {
              try {
                HttpResponse<ResponseBody> answer = http.get(uri, 0);
                try (ResponseBody body = answer.body()) {
                  errors.check(answer, new Subject(revision, null), http.isHub(answer.uri()));
                  return new Page(
                      JSON.readTree(body.readAll(MAX_PAGE_BYTES)), next(uri, answer.headers()));
                }
              } catch (IOException e) {
                throw errors.connection(uri, e);
              } catch (JacksonException e) {
                throw errors.notAHub(uri, "does not answer with JSON");
              } catch (TooLargeException e) {
                throw errors.notAHub(
                    uri, "answers with more than " + (MAX_PAGE_BYTES >> 20) + " MiB");
              }
            });
  }

  private Optional<URI> next(URI uri, HttpHeaders headers) {
    for (String link : headers.allValues("Link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        return Optional.of(following(uri, matcher.group(1)));
      }
    }
    return Optional.empty();
  }

  /** The same address with the link's query: a mirror may leave the hub's own host in links. */
  private URI following(URI uri, String link) {
    try {
      String query = new URI(link).getRawQuery();
      URI next = uri.resolve(uri.getRawPath() + "?" + query);
      if (query != null && !next.equals(uri)) {
        return next;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw errors.notAHub(
        uri, "continues its list at '" + RelativePath.printable(link) + "', which leads nowhere");
  }
}
