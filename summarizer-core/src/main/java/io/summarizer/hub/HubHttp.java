package io.summarizer.hub;

import com.google.common.base.Suppliers;
import io.summarizer.hub.HubException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * One exchange with a hub: redirects are followed, the token goes to the endpoint only, nothing is
 * tried twice.
 *
 * <p>The JVM's proxy settings are honoured (system properties {@code https.proxyHost} and so on, or
 * the default {@link java.net.ProxySelector}).
 */
final class HubHttp {
  /** The header of every answer about a file that names the commit. */
  static final String COMMIT = "X-Repo-Commit";

  /** As many as Python's client follows. */
  private static final int MAX_REDIRECTS = 20;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HubSettings settings;
  private final Origin hub;

  /** Made when it is needed: offline it never is. */
  private final Supplier<HttpClient> client;

  HubHttp(HubSettings settings) {
    this.settings = settings;
    this.hub = Origin.of(settings.endpoint());
    this.client = Suppliers.memoize(() -> client(settings));
  }

  private static HttpClient client(HubSettings settings) {
    return HttpClient.newBuilder()
        // One stream to a connection suffices, and a mirror behind plain http understands it.
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.timeout())
        .build();
  }

  /**
   * Asks for the headers of a file.
   *
   * <p>A large file redirects to another server; then the hub's own answer has the size and the
   * checksum, so that the redirect is not followed. (A mirror's redirect to the hub has neither.)
   */
  HttpResponse<ResponseBody> head(URI uri) throws IOException, InterruptedException {
    return follow(
        "HEAD",
        uri,
        0,
        (answer, target) ->
            answer.headers().firstValue(COMMIT).isPresent()
                && !Origin.of(target).equals(Origin.of(answer.uri())));
  }

  /**
   * Asks for a content.
   *
   * @param from the first byte that is wanted
   */
  HttpResponse<ResponseBody> get(URI uri, long from) throws IOException, InterruptedException {
    return follow("GET", uri, from, (answer, target) -> false);
  }

  /** Whether an address is the hub's own, which may see the token. */
  boolean isHub(URI uri) {
    return Origin.of(uri).equals(hub);
  }

  private HttpResponse<ResponseBody> follow(
      String method, URI start, long from, BiPredicate<HttpResponse<?>, URI> stop)
      throws IOException, InterruptedException {
    URI uri = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<ResponseBody> answer = send(method, uri, from);
      Optional<String> location = answer.headers().firstValue("Location");
      if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
        return answer;
      }
      URI target = target(uri, location.get());
      if (stop.test(answer, target)) {
        return answer;
      }
      answer.body().close();
      uri = target;
    }
    throw new HubException(
        Reason.SERVER,
        start + ": redirects more than " + MAX_REDIRECTS + " times; check the endpoint");
  }

  private HttpResponse<ResponseBody> send(String method, URI uri, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .timeout(settings.timeout())
            .header("User-Agent", "summarizer-java")
            // Sizes and checksums are those of the file itself.
            .header("Accept-Encoding", "identity");
    if (settings.token() != null && isHub(uri)) {
      request.header("Authorization", settings.token().header());
    }
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client.get().send(request.build(), info -> new ResponseBody(settings.timeout()));
    } catch (IllegalArgumentException e) { // a header that is not what it should be, a length say
      throw new IOException(
          "no HTTP: " + RelativePath.printable(String.valueOf(e.getMessage())), e);
    }
  }

  static URI target(URI from, String location) {
    URI target;
    try {
      target = from.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw refused(from, location, "is not an address");
    }
    if (!Origin.isWeb(target)) {
      throw refused(from, location, "is neither http nor https");
    }
    if ("https".equalsIgnoreCase(from.getScheme())
        && !"https".equalsIgnoreCase(target.getScheme())) {
      throw refused(from, location, "is not encrypted, although the hub is asked over https");
    }
    return target;
  }

  private static HubException refused(URI from, String location, String problem) {
    return new HubException(
        Reason.REFUSED,
        withoutQuery(from)
            + ": redirects to '"
            + RelativePath.printable(location)
            + "', which "
            + problem
            + "; it is not followed. Check the endpoint (HF_ENDPOINT) and the proxy");
  }

  /** An address for messages: the query of a storage server's address is a signature. */
  static String withoutQuery(URI uri) {
    return uri.toString().replaceFirst("\\?.*", "");
  }
}
