package io.summarizer.hub;

import io.summarizer.hub.HubException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What an answer that is not a file means, in words. */
final class HubErrors {
  private static final Set<Integer> TRANSIENT = Set.of(408, 429, 500, 502, 503, 504);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final HubSettings settings;
  private final RepositoryId repository;

  HubErrors(HubSettings settings, RepositoryId repository) {
    this.settings = settings;
    this.repository = repository;
  }

  /** What was asked for: the repository, or one of its files, at a revision. */
  record Subject(Revision revision, @Nullable RelativePath file) {}

  /** No answer. */
  TransientFailure connection(URI uri, IOException e) {
    HubException error = noAnswer(repository.toString(), uri, e);
    return new TransientFailure(brief(repository.toString(), uri, e), error, Optional.empty());
  }

  private static String brief(String subject, URI uri, IOException e) {
    return subject + ": no answer from " + Origin.of(uri).host() + " (" + describe(e) + ")";
  }

  /** No answer, in words that say what to do. */
  static HubException noAnswer(String subject, URI uri, IOException e) {
    String trust =
        e instanceof SSLException
            ? "; a certificate that only your organization trusts belongs into"
                + " -Djavax.net.ssl.trustStore=FILE"
            : "";
    return new HubException(
        Reason.CONNECTION,
        brief(subject, uri, e)
            + " to "
            + HubHttp.withoutQuery(uri)
            + "; check the network. Behind a proxy start Java with -Dhttps.proxyHost=HOST"
            + " -Dhttps.proxyPort=PORT; a mirror is set with HF_ENDPOINT"
            + trust,
        e);
  }

  /** An answer that broke off. */
  TransientFailure brokenOff(RelativePath file, String how, IOException e) {
    String brief = repository + ": the transfer of " + file + " broke off (" + how + ")";
    return new TransientFailure(
        brief,
        new HubException(
            Reason.CONNECTION,
            brief
                + " and made no progress in "
                + (Retries.LIMIT + 1)
                + " attempts; what has arrived is kept, try again later",
            e),
        Optional.empty());
  }

  /** The kind of an error and what it says; the JDK leaves out messages of connections. */
  static String describe(Throwable e) {
    String name = e.getClass().getSimpleName();
    Throwable cause = e.getCause();
    if (e.getMessage() != null) {
      return name + ": " + e.getMessage();
    }
    return cause instanceof UnresolvedAddressException ? name + ": the host is unknown" : name;
  }

  /** Throws unless the answer is what was asked for. */
  void check(HttpResponse<?> answer, Subject subject, boolean fromHub) throws TransientFailure {
    int status = answer.statusCode();
    if (status < 400) {
      return;
    }
    HubException error = error(answer, subject, fromHub);
    // The address of a file on a storage server expires; the next attempt gets a new one.
    boolean expired = status == 403 && !fromHub;
    if (TRANSIENT.contains(status) || expired) {
      throw new TransientFailure(
          repository + ": " + Origin.of(answer.uri()).host() + " answers with status " + status,
          error,
          retryAfter(answer.headers()));
    }
    throw error;
  }

  private HubException error(HttpResponse<?> answer, Subject subject, boolean fromHub) {
    int status = answer.statusCode();
    String code = answer.headers().firstValue("X-Error-Code").orElse("");
    String said = answer.headers().firstValue("X-Error-Message").orElse("");
    if (!fromHub) {
      return server(answer, said);
    }
    if (code.equals("RevisionNotFound")) {
      return noRevision(subject.revision());
    }
    RelativePath file = subject.file();
    if (file != null && (code.equals("EntryNotFound") || (code.isEmpty() && status == 404))) {
      return noFile(file, subject.revision());
    }
    if (code.equals("GatedRepo")) {
      return gated(said);
    }
    // The hub answers 401 to everybody without rights, so as not to tell what exists.
    boolean badToken = said.equals("Invalid credentials in Authorization header");
    if (code.equals("RepoNotFound") || status == 404 || (status == 401 && !badToken)) {
      return noRepository();
    }
    if (status == 401 || status == 403) {
      return denied(status, said);
    }
    return server(answer, said);
  }

  private HubException noRepository() {
    return new HubException(
        Reason.REPOSITORY_NOT_FOUND,
        repository
            + ": there is no such "
            + kind()
            + " at "
            + settings.endpoint()
            + ", or it is private; check the id. "
            + (settings.token() == null
                ? "For a private one set HF_TOKEN to a token that may read it"
                : "For a private one the token must be allowed to read it"));
  }

  private HubException noRevision(Revision revision) {
    return new HubException(
        Reason.REVISION_NOT_FOUND,
        repository
            + ": has no revision '"
            + revision
            + "'; expected a branch, a tag or a commit, see "
            + page()
            + "/commits/main");
  }

  HubException noFile(RelativePath file, Revision revision) {
    return new HubException(
        Reason.FILE_NOT_FOUND,
        repository
            + ": has no file '"
            + file
            + "' at revision "
            + revision
            + "; its files are listed at "
            + page()
            + "/tree/"
            + revision.path().encodedWhole());
  }

  private HubException gated(String said) {
    return new HubException(
        Reason.ACCESS_DENIED,
        repository
            + ": is open only to those who accept its terms"
            + quoted(said)
            + "; accept them at "
            + page()
            + (settings.token() == null
                ? " and set HF_TOKEN to a token from https://huggingface.co/settings/tokens"
                : " with the account of your token, and let the token read gated repositories"));
  }

  private HubException denied(int status, String said) {
    return new HubException(
        Reason.ACCESS_DENIED,
        repository
            + ": "
            + settings.endpoint()
            + " denies access (status "
            + status
            + ")"
            + quoted(said)
            + "; "
            + (settings.token() == null
                ? "set HF_TOKEN to a token that may read it"
                : "the token is wrong, expired, or may not read it: check HF_TOKEN, or the file"
                    + " token in HF_HOME"));
  }

  private HubException server(HttpResponse<?> answer, String said) {
    int status = answer.statusCode();
    String subject = repository + ": " + HubHttp.withoutQuery(answer.uri());
    return switch (status) {
      case 407 ->
          new HubException(
              Reason.CONNECTION,
              subject
                  + " is behind a proxy that wants a login (status 407); use one that does not");
      case 429 ->
          new HubException(
              Reason.SERVER,
              subject
                  + " answers that there were too many requests (status 429)"
                  + quoted(said)
                  + "; try again later"
                  + retryAfter(answer.headers())
                      .map(wait -> ", in " + wait.toSeconds() + " s")
                      .orElse("")
                  + (settings.token() == null ? ", or set HF_TOKEN, which allows more" : ""));
      default ->
          new HubException(
              Reason.SERVER,
              subject + " answers with status " + status + quoted(said) + "; try again later");
    };
  }

  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  /** An answer that a hub would not give. */
  HubException notAHub(URI uri, String problem) {
    return new HubException(
        Reason.SERVER,
        repository
            + ": "
            + HubHttp.withoutQuery(uri)
            + " "
            + problem
            + "; expected the answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy"
            + " or login page answers instead");
  }

  private static String quoted(String said) {
    return said.isEmpty() ? "" : ": \"" + RelativePath.printable(said) + "\"";
  }

  private String kind() {
    return repository.type() == RepositoryId.Type.MODEL ? "model" : "data set";
  }

  private String page() {
    return settings.endpoint() + "/" + repository.pagePath();
  }
}
