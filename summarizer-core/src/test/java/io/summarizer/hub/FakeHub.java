package io.summarizer.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hub with one repository, and the storage server that it redirects to for large files; both are
 * on this machine, on two ports. It remembers what it was asked and fails on request.
 */
final class FakeHub implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /** A way to answer a request other than the right one. */
  @FunctionalInterface
  interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  /** What was asked, as in {@code GET /org/tiny/resolve/main/config.json}. */
  record Request(String server, String line, Headers headers) {
    @Nullable String header(String name) {
      return headers.getFirst(name);
    }
  }

  private record Stored(byte[] content, boolean large) {}

  private final HttpServer hub;
  private final HttpServer storage;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String repository;
  private final boolean dataset;
  private final Map<String, Stored> files = new TreeMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private int pageSize = 1000;

  FakeHub(String repository) {
    this(repository, false);
  }

  FakeHub(String repository, boolean dataset) {
    this.repository = repository;
    this.dataset = dataset;
    hub = server("hub");
    storage = server("storage");
  }

  private HttpServer server(String name) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext("/", exchange -> handle(name, exchange));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + hub.getAddress().getPort();
  }

  String storageEndpoint() {
    return "http://127.0.0.1:" + storage.getAddress().getPort();
  }

  /** A file that git keeps. */
  FakeHub file(String path, String content) {
    files.put(path, new Stored(content.getBytes(UTF_8), false));
    return this;
  }

  /** A file that the storage server keeps. */
  FakeHub largeFile(String path, byte[] content) {
    files.put(path, new Stored(content, true));
    contents.put(sha256(content), content);
    return this;
  }

  FakeHub pageSize(int files) {
    pageSize = files;
    return this;
  }

  /**
   * Answers the next requests wrongly, one fault each.
   *
   * @param line method and the start of the path
   */
  FakeHub fail(String line, Fault... next) {
    faults.put(line, new ConcurrentLinkedQueue<>(Arrays.asList(next)));
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  List<String> lines() {
    return requests.stream().map(Request::line).toList();
  }

  static String sha256(byte[] content) {
    return hex("SHA-256", content);
  }

  /** The id that git gives a file. */
  static String gitSha1(byte[] content) {
    byte[] header = ("blob " + content.length + "\0").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(header, header.length + content.length);
    System.arraycopy(content, 0, all, header.length, content.length);
    return hex("SHA-1", all);
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void handle(String server, HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      Headers headers = new Headers();
      headers.putAll(exchange.getRequestHeaders());
      requests.add(new Request(server, line, headers));
      byte[] stored = contents.getOrDefault(lastPart(exchange), new byte[0]);
      Fault fault = fault(line);
      if (fault != null) {
        fault.answer(exchange, stored);
      } else if (server.equals("storage")) {
        send(exchange, stored);
      } else {
        answer(exchange);
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      throw e;
    }
  }

  private @Nullable Fault fault(String line) {
    return faults.entrySet().stream()
        .filter(entry -> line.startsWith(entry.getKey()))
        .flatMap(entry -> Stream.ofNullable(entry.getValue().poll()))
        .findFirst()
        .orElse(null);
  }

  private static String lastPart(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String page = (dataset ? "/datasets/" : "/") + repository;
    String api = (dataset ? "/api/datasets/" : "/api/models/") + repository;
    if (path.startsWith(page + "/resolve/")) {
      resolve(exchange, path.substring((page + "/resolve/").length()));
    } else if (path.startsWith(api + "/revision/")) {
      String revision = path.substring((api + "/revision/").length());
      if (knows(revision)) {
        json(exchange, "{\"id\": \"" + repository + "\", \"sha\": \"" + COMMIT + "\"}");
      } else {
        error(exchange, 404, "RevisionNotFound", "Invalid rev id: " + revision);
      }
    } else if (path.equals(api + "/tree/" + COMMIT)) {
      tree(exchange);
    } else {
      // As the real one answers everybody without a token.
      error(exchange, 401, "RepoNotFound", "Invalid username or password.");
    }
  }

  private static boolean knows(String revision) {
    return List.of("main", "refs/pr/1", COMMIT).contains(revision);
  }

  private void resolve(HttpExchange exchange, String rest) throws IOException {
    String revision = rest.startsWith("refs/pr/1/") ? "refs/pr/1" : rest.split("/")[0];
    if (!knows(revision)) {
      error(exchange, 404, "RevisionNotFound", "Invalid rev id: " + revision);
      return;
    }
    String path = rest.substring(revision.length() + 1);
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Repo-Commit", COMMIT);
    Stored file = files.get(path);
    if (file == null) {
      error(exchange, 404, "EntryNotFound", "Entry not found");
    } else if (file.large()) {
      String etag = sha256(file.content());
      headers.set("X-Linked-Etag", "\"" + etag + "\"");
      headers.set("X-Linked-Size", String.valueOf(file.content().length));
      headers.set("Location", storageEndpoint() + "/objects/" + etag + "?signature=secret");
      exchange.sendResponseHeaders(302, -1);
    } else {
      headers.set("ETag", "\"" + gitSha1(file.content()) + "\"");
      send(exchange, file.content());
    }
  }

  private void tree(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    int start = query.contains("cursor=") ? Integer.parseInt(query.replaceAll("\\D+", "")) : 0;
    List<String> entries =
        files.entrySet().stream()
            .skip(start)
            .limit(pageSize)
            .map(entry -> entry(entry.getKey(), entry.getValue()))
            .toList();
    if (start + pageSize < files.size()) {
      exchange
          .getResponseHeaders()
          .set(
              "Link",
              "<https://another.example"
                  + exchange.getRequestURI().getPath()
                  + "?recursive=true&cursor="
                  + (start + pageSize)
                  + ">; rel=\"next\"");
    }
    String directory = "{\"type\": \"directory\", \"oid\": \"d\", \"size\": 0, \"path\": \"sub\"}";
    json(exchange, "[" + directory + ", " + String.join(", ", entries) + "]");
  }

  private static String entry(String path, Stored file) {
    byte[] pointer = ("pointer to " + sha256(file.content())).getBytes(UTF_8);
    String oid = gitSha1(file.large() ? pointer : file.content());
    String lfs =
        file.large()
            ? ", \"lfs\": {\"oid\": \""
                + sha256(file.content())
                + "\", \"size\": "
                + file.content().length
                + ", \"pointerSize\": "
                + pointer.length
                + "}"
            : "";
    return "{\"type\": \"file\", \"oid\": \""
        + oid
        + "\", \"size\": "
        + file.content().length
        + ", \"path\": \""
        + path.replace("\\", "\\\\").replace("\n", "\\n")
        + "\""
        + lfs
        + "}";
  }

  private static void json(HttpExchange exchange, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, json.getBytes(UTF_8));
  }

  static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    exchange.getResponseHeaders().set("X-Error-Code", code);
    exchange.getResponseHeaders().set("X-Error-Message", message);
    exchange.sendResponseHeaders(status, -1);
  }

  /** The content, or the part of it that the range asks for. */
  static void send(HttpExchange exchange, byte[] content) throws IOException {
    sendPart(exchange, content, Integer.MAX_VALUE);
  }

  private static void sendPart(HttpExchange exchange, byte[] content, int atMost)
      throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (start > 0 && start >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    sendBytes(exchange, range == null ? 200 : 206, content, start, atMost);
  }

  private static void sendBytes(
      HttpExchange exchange, int status, byte[] content, int start, int atMost) throws IOException {
    int length = content.length - start;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    OutputStream out = exchange.getResponseBody();
    out.write(content, start, Math.min(length, atMost));
    out.flush();
  }

  /** The connection breaks after some bytes. */
  static Fault cutAfter(int bytes) {
    return (exchange, content) -> sendPart(exchange, content, bytes);
  }

  static Fault status(int status, String... headers) {
    return (exchange, content) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Another content in place of the right one. */
  static Fault content(byte[] other) {
    return (exchange, content) -> send(exchange, other);
  }

  /** A server that does not know ranges. */
  static Fault wholeContent() {
    return (exchange, content) -> sendBytes(exchange, 200, content, 0, Integer.MAX_VALUE);
  }

  /** The right answer. */
  static Fault none() {
    return FakeHub::send;
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }

  /** Faults of the same kind, more than any client has patience for. */
  static Fault[] always(Fault fault) {
    Fault[] all = new Fault[100];
    Arrays.fill(all, fault);
    return all;
  }
}
