package io.summarizer.hub;

import static io.summarizer.hub.FakeHub.COMMIT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.summarizer.error.Remedy;
import io.summarizer.hub.FakeHub.Fault;
import io.summarizer.hub.HubException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hub can do wrong, and in which words it is told. */
class HubErrorTest {
  private static final byte[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final String ETAG = FakeHub.sha256(WEIGHTS);
  private static final String OBJECT = "GET /objects/" + ETAG;

  @TempDir Path cache;

  private final FakeHub server =
      new FakeHub("org/tiny").file("config.json", "{}").largeFile("model.bin", WEIGHTS);
  private final List<Duration> waits = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private Hub.Builder builder() {
    return Hub.builder(Map.of())
        .cacheDirectory(cache)
        .endpoint(server.endpoint())
        .timeout(Duration.ofSeconds(10))
        .sleeper(waits::add);
  }

  private HubRepository model() {
    return builder().build().model("org/tiny");
  }

  /** Ports and folders as they are called in the expected messages. */
  private String named(String message) {
    return message
        .replace(server.endpoint(), "HUB")
        .replace(server.storageEndpoint(), "STORAGE")
        .replace(cache.toString(), "CACHE")
        .replace(COMMIT, "COMMIT")
        .replace(ETAG, "ETAG");
  }

  private void assertError(ThrowingCallable call, Reason reason, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(named(String.valueOf(e.getMessage()))).isEqualTo(message);
              assertThat(e.reason()).isEqualTo(reason);
            });
  }

  @Test
  void an_unknown_repository_is_named() {
    String message =
        "org/huge: there is no such model at HUB, or it is private; check the id. For a private"
            + " one set HF_TOKEN to a token that may read it";
    Hub hub = builder().build();
    assertError(() -> hub.model("org/huge").file("x"), Reason.REPOSITORY_NOT_FOUND, message);
    assertError(() -> hub.model("org/huge").files("*"), Reason.REPOSITORY_NOT_FOUND, message);
    assertError(
        () -> builder().token("hf_x").build().dataset("org/huge").file("x"),
        Reason.REPOSITORY_NOT_FOUND,
        "org/huge: there is no such data set at HUB, or it is private; check the id. For a private"
            + " one the token must be allowed to read it");
    assertThat(waits).isEmpty();
  }

  @Test
  void an_unknown_revision_is_named() {
    String message =
        "org/tiny: has no revision 'v2'; expected a branch, a tag or a commit, see"
            + " HUB/org/tiny/commits/main";
    assertError(
        () -> model().revision("v2").file("config.json"), Reason.REVISION_NOT_FOUND, message);
    assertError(
        () -> model().revision("v2").files("config.json"), Reason.REVISION_NOT_FOUND, message);
  }

  @Test
  void an_unknown_file_is_named_and_remembered() {
    String message =
        "org/tiny: has no file 'sub/vocab.txt' at revision main; its files are listed at"
            + " HUB/org/tiny/tree/main";
    assertError(() -> model().file("sub/vocab.txt"), Reason.FILE_NOT_FOUND, message);
    assertThat(
            cache.resolve("models--org--tiny/.no_exist").resolve(COMMIT).resolve("sub/vocab.txt"))
        .isEmptyFile();
    Hub offline = builder().offline(true).build();
    assertError(
        () -> offline.model("org/tiny").file("sub/vocab.txt"), Reason.FILE_NOT_FOUND, message);
  }

  @Test
  void a_pattern_that_matches_nothing_is_told_what_there_is() {
    assertError(
        () -> model().files("config.json", "*.safetensors"),
        Reason.FILE_NOT_FOUND,
        "org/tiny: no file matches '*.safetensors' at revision main; it has config.json,"
            + " model.bin");
    assertThat(server.lines()).noneMatch(line -> line.contains("/resolve/"));
  }

  @Test
  void what_is_not_in_the_cache_is_not_asked_for_offline() {
    Hub offline = builder().offline(true).build();
    String rest =
        " at revision main is not in the cache, CACHE, and the hub may not be asked; download it"
            + " once without HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE and the option offline";
    assertError(
        () -> offline.model("org/tiny").file("config.json"),
        Reason.NOT_CACHED,
        "org/tiny: config.json" + rest);
    assertError(
        () -> offline.model("org/tiny").files("*.json", "model.bin"),
        Reason.NOT_CACHED,
        "org/tiny: *.json, model.bin" + rest);
    assertThat(server.requests()).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            FakeHub.status(
                403, "X-Error-Code", "GatedRepo", "X-Error-Message", "Access is restricted."),
            null,
            "org/tiny: is open only to those who accept its terms: \"Access is restricted.\"; accept"
                + " them at HUB/org/tiny and set HF_TOKEN to a token from"
                + " https://huggingface.co/settings/tokens"),
        arguments(
            FakeHub.status(401, "X-Error-Code", "GatedRepo"),
            "hf_x",
            "org/tiny: is open only to those who accept its terms; accept them at HUB/org/tiny with"
                + " the account of your token, and let the token read gated repositories"),
        arguments(
            FakeHub.status(401, "X-Error-Message", "Invalid credentials in Authorization header"),
            "hf_x",
            "org/tiny: HUB denies access (status 401): \"Invalid credentials in Authorization"
                + " header\"; the token is wrong, expired, or may not read it: check HF_TOKEN, or"
                + " the file token in HF_HOME"),
        arguments(
            FakeHub.status(403),
            null,
            "org/tiny: HUB denies access (status 403); set HF_TOKEN to a token that may read it"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_hub_that_denies_access_is_told_with_the_way_in(
      Fault fault, @Nullable String token, String message) {
    server.fail("HEAD /org", fault);
    Hub hub = (token == null ? builder() : builder().token(token)).build();
    assertError(() -> hub.model("org/tiny").file("config.json"), Reason.ACCESS_DENIED, message);
    assertThat(waits).isEmpty();
  }

  @Test
  void a_server_that_keeps_failing_is_given_up() {
    server.fail("HEAD /org", FakeHub.always(FakeHub.status(503)));
    assertError(
        () -> model().file("config.json"),
        Reason.SERVER,
        "org/tiny: HUB/org/tiny/resolve/main/config.json answers with status 503; try again"
            + " later");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 8L);
  }

  @Test
  void a_server_that_wants_to_be_left_alone_for_long_is_given_up_at_once() {
    server.fail("GET /api", FakeHub.status(429, "Retry-After", "3600"));
    assertError(
        () -> model().files("*"),
        Reason.SERVER,
        "org/tiny: HUB/api/models/org/tiny/revision/main answers that there were too many requests"
            + " (status 429); try again later, in 3600 s, or set HF_TOKEN, which allows more");
    assertThat(waits).isEmpty();
  }

  @Test
  void a_hub_that_is_not_there_is_named_with_a_hint_at_the_proxy() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Hub hub = builder().endpoint("http://127.0.0.1:" + free).build();
    assertError(
        () -> hub.model("org/tiny").file("config.json"),
        Reason.CONNECTION,
        "org/tiny: no answer from 127.0.0.1 (ConnectException) to http://127.0.0.1:"
            + free
            + "/org/tiny/resolve/main/config.json; check the network. Behind a proxy start Java"
            + " with -Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT; a mirror is set with"
            + " HF_ENDPOINT");
    assertThat(waits).hasSize(5);
  }

  @Test
  void an_answer_that_breaks_the_rules_of_http_is_none() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answers = new Thread(() -> answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: many"));
      answers.setDaemon(true);
      answers.start();
      String endpoint = "http://127.0.0.1:" + socket.getLocalPort();
      Hub hub = builder().endpoint(endpoint).build();
      assertThatThrownBy(() -> hub.model("org/tiny").file("config.json"))
          .isInstanceOfSatisfying(
              HubException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION))
          .hasMessageStartingWith("org/tiny: no answer from 127.0.0.1 (")
          .hasMessageContaining(
              " to " + endpoint + "/org/tiny/resolve/main/config.json; check the network.");
    }
  }

  private static void answer(ServerSocket socket, String head) {
    while (true) {
      try (Socket connection = socket.accept();
          BufferedReader in =
              new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        connection.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  @Test
  void a_hub_that_falls_silent_is_given_up() {
    CountDownLatch end = new CountDownLatch(1);
    server.fail(
        OBJECT,
        FakeHub.always(
            (exchange, content) -> {
              exchange.sendResponseHeaders(200, content.length);
              exchange.getResponseBody().write(content, 0, 3);
              exchange.getResponseBody().flush();
              await(end);
            }));
    Hub hub = builder().timeout(Duration.ofMillis(200)).build();
    assertError(
        () -> hub.model("org/tiny").file("model.bin"),
        Reason.CONNECTION,
        "org/tiny: the transfer of model.bin broke off (HttpTimeoutException: nothing came for 200"
            + " ms) and made no progress in 6 attempts; what has arrived is kept, try again later");
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is stopped
    }
  }

  @Test
  void a_content_with_another_checksum_is_not_kept() {
    server.fail(OBJECT, FakeHub.content(new byte[] {1, 2, 3, 4, 5, 6, 7, 9}));
    assertError(
        () -> model().file("model.bin"),
        Reason.CORRUPT,
        "model.bin: expected the SHA-256 checksum ETAG, as the hub tells, got "
            + FakeHub.sha256(new byte[] {1, 2, 3, 4, 5, 6, 7, 9})
            + "; nothing was kept. Check that no proxy changes downloads, and try again");
    assertNothingKept();
    assertThat(model().file("model.bin")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void a_small_file_with_another_checksum_is_not_kept() {
    server.fail("GET /org/tiny/resolve", FakeHub.content("[]".getBytes(UTF_8)));
    assertError(
        () -> model().file("config.json"),
        Reason.CORRUPT,
        "config.json: expected the SHA-1 checksum 9e26dfeeb6e641a33dae4961196235bdb965b21b, as the"
            + " hub tells, got 0637a088a01e8ddab3bf3fa98dbe804cbde1a0dc; nothing was kept. Check"
            + " that no proxy changes downloads, and try again");
    assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9})
  void a_content_of_another_length_is_not_kept(int length) {
    server.fail(OBJECT, FakeHub.content(new byte[length]));
    assertError(
        () -> model().file("model.bin"),
        Reason.CORRUPT,
        "model.bin: expected 8 bytes, as the hub tells, got "
            + length
            + " from STORAGE/objects/ETAG; nothing was kept. Check that no proxy changes"
            + " downloads, and try again");
    assertNothingKept();
  }

  @Test
  void a_content_that_does_not_end_is_stopped() {
    server.fail(
        OBJECT,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 0); // in chunks, without a length
          exchange.getResponseBody().write(new byte[1 << 20]);
        });
    assertThatThrownBy(() -> model().file("model.bin"))
        .hasMessage(
            "model.bin: expected 8 bytes, as the hub tells, got more from "
                + server.endpoint()
                + "/org/tiny/resolve/"
                + COMMIT
                + "/model.bin; nothing was kept. Check that no proxy changes downloads, and try"
                + " again");
    assertNothingKept();
  }

  private void assertNothingKept() {
    assertThat(cache.resolve("models--org--tiny/blobs")).isEmptyDirectory();
    assertThat(cache.resolve("models--org--tiny/refs")).doesNotExist();
  }

  static Stream<Arguments> answersOfOthers() {
    String rest =
        "; expected the answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy or login"
            + " page answers instead";
    return Stream.of(
        arguments(FakeHub.status(200), "does not tell the commit of the file" + rest),
        arguments(
            FakeHub.status(200, "X-Repo-Commit", "../../etc", "ETag", "\"e\""),
            "tells '../../etc' as the commit" + rest),
        arguments(
            FakeHub.status(200, "X-Repo-Commit", COMMIT),
            "tells '' as the checksum (ETag) of the file" + rest),
        arguments(
            FakeHub.status(200, "X-Repo-Commit", COMMIT, "ETag", "\"../up\""),
            "tells '\"../up\"' as the checksum (ETag) of the file" + rest),
        arguments(
            FakeHub.status(200, "X-Repo-Commit", COMMIT, "ETag", "\"e\"", "X-Linked-Size", "-4"),
            "tells '-4' as the file's size" + rest));
  }

  @ParameterizedTest
  @MethodSource("answersOfOthers")
  void an_answer_that_no_hub_gives_is_told(Fault fault, String message) {
    server.fail("HEAD /org", fault);
    assertError(
        () -> model().file("config.json"),
        Reason.SERVER,
        "org/tiny: HUB/org/tiny/resolve/main/config.json " + message);
  }

  @Test
  void a_login_page_instead_of_a_listing_is_told() {
    server.fail(
        "GET /api", (exchange, content) -> FakeHub.send(exchange, "<html>".getBytes(UTF_8)));
    assertError(
        () -> model().files("*"),
        Reason.SERVER,
        "org/tiny: HUB/api/models/org/tiny/revision/main does not answer with JSON; expected the"
            + " answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy or login page"
            + " answers instead");
  }

  static Stream<Arguments> listings() {
    String rest =
        "; expected the answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy or login"
            + " page answers instead";
    String file = "[{\"type\": \"file\", \"path\": \"a\", \"size\": 1, \"oid\": \"b\"}]";
    String url = "HUB/api/models/org/tiny/tree/COMMIT ";
    return Stream.of(
        arguments("{}", "", Reason.SERVER, url + "does not answer with a list of files" + rest),
        arguments(
            file.replace("\"b\"", "\"../b\""),
            "",
            Reason.SERVER,
            url + "lists 'a' without checksum or size" + rest),
        arguments(
            file.replace("1", "-1"),
            "",
            Reason.SERVER,
            url + "lists 'a' without checksum or size" + rest),
        arguments(
            file,
            "<file:///etc>; rel=\"next\"",
            Reason.SERVER,
            url + "continues its list at 'file:///etc', which leads nowhere" + rest),
        arguments(
            file,
            "</again?recursive=true>; rel=\"next\"",
            Reason.SERVER,
            url + "continues its list at '/again?recursive=true', which leads nowhere" + rest),
        arguments(
            "[]",
            "</again?cursor=1>; rel=\"next\"",
            Reason.REFUSED,
            "lists more than 200000 files, or a page without any; ask for single files by their"
                + " names"));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void a_listing_that_makes_no_sense_is_told(
      String json, String link, Reason reason, String message) {
    server.fail(
        "GET /api/models/org/tiny/tree",
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Link", link);
          FakeHub.send(exchange, json.getBytes(UTF_8));
        });
    assertError(() -> model().files("*"), reason, "org/tiny: " + message);
  }

  @Test
  void a_compressed_answer_is_refused() {
    server.fail(
        "GET /org/tiny/resolve",
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          FakeHub.send(exchange, new byte[2]);
        });
    assertError(
        () -> model().file("config.json"),
        Reason.SERVER,
        "org/tiny: HUB/org/tiny/resolve/COMMIT/config.json sends the file in the encoding 'gzip';"
            + " expected the answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy or"
            + " login page answers instead");
  }

  @Test
  void a_part_that_was_not_asked_for_is_refused() {
    server.fail(OBJECT, FakeHub.status(206, "Content-Range", "bytes 5-7/8"));
    assertError(
        () -> model().file("model.bin"),
        Reason.SERVER,
        "org/tiny: STORAGE/objects/ETAG answers a request for the bytes from 0 on with status 206"
            + " and the range 'bytes 5-7/8'; expected the answer of a Hugging Face Hub. Check"
            + " HF_ENDPOINT, and that no proxy or login page answers instead");
  }

  static Stream<Arguments> redirects() {
    return Stream.of(
        arguments("file:///etc/passwd", "is neither http nor https"),
        arguments("http:///nowhere", "is neither http nor https"),
        arguments("http://a b/", "is not an address"));
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void a_redirect_to_something_else_than_a_server_is_refused(String location, String problem) {
    server.fail("GET /org", FakeHub.status(302, "Location", location));
    assertError(
        () -> model().file("config.json"),
        Reason.REFUSED,
        "HUB/org/tiny/resolve/COMMIT/config.json: redirects to '"
            + location
            + "', which "
            + problem
            + "; it is not followed. Check the endpoint (HF_ENDPOINT) and the proxy");
  }

  @Test
  void redirects_without_end_are_given_up() {
    server.fail(
        "GET /org",
        FakeHub.always(FakeHub.status(302, "Location", "/org/tiny/resolve/main/config.json")));
    assertError(
        () -> model().file("config.json"),
        Reason.SERVER,
        "HUB/org/tiny/resolve/COMMIT/config.json: redirects more than 20 times; check the"
            + " endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil.bin", "/etc/evil.bin", "a\\..\\evil.bin", "a\nevil.bin", "C:/evil.bin"})
  void a_listing_with_a_name_that_leads_out_of_the_cache_is_refused(String name) {
    server.file(name, "evil");
    assertThatThrownBy(() -> model().files("*.bin"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessageStartingWith(
            "org/tiny: lists a file '" + name.replace('\n', '?') + "', which has ")
        .hasMessageEndingWith(
            "; such a name could reach outside of the cache, so nothing is downloaded. Do not use"
                + " this repository, or leave the file out");
    assertThat(model().files("model.bin").files()).containsExactly("model.bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/../b", "a//b", "a\\b", "a/", "\u0007", "c:\\x"})
  void a_name_that_cannot_be_one_is_refused_before_the_hub_is_asked(String name) {
    assertThatThrownBy(() -> model().file(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("file: expected a path inside the repository, got '");
    assertThatThrownBy(() -> model().revision(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("revision: expected a path inside the repository, got '");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a/b/c", "a--b", "../b", "a/..", ".a", "a/b.git", "ä/b", "a b", "a/b-", "/a"})
  void an_id_that_cannot_be_one_is_refused(String id) {
    assertThatThrownBy(() -> builder().build().model(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected the id of a model on the hub, as in owner/name (letters, digits, '-', '_',"
                + " '.'; no '--', no '..'; at most 96 of each), got '"
                + id
                + "'");
  }

  @Test
  void a_disk_that_is_too_small_is_told_before_the_transfer() {
    server.fail(
        "HEAD /org",
        FakeHub.status(
            200, "X-Repo-Commit", COMMIT, "ETag", "\"e\"", "X-Linked-Size", "9000000000000000"));
    assertThatThrownBy(() -> model().file("config.json"))
        .isInstanceOfSatisfying(
            HubException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STORAGE))
        .hasMessageMatching(
            ".*/blobs/e.incomplete: needs 9,000,000,000,000,000 bytes more, but only [\\d,]+ are"
                + " free on its disk; make room there, or set HF_HUB_CACHE to a folder on another"
                + " disk");
    assertThat(server.lines()).noneMatch(line -> line.startsWith("GET"));
  }

  @Test
  void a_cache_that_cannot_be_written_is_told_once() throws IOException {
    Path blob = Files.createDirectories(cache.resolve("models--org--tiny/blobs"));
    Files.createDirectory(blob.resolve(ETAG + ".incomplete"));
    assertError(
        () -> model().file("model.bin"),
        Reason.STORAGE,
        "CACHE/models--org--tiny/blobs/ETAG.incomplete: cannot be written"
            + " (java.nio.file.FileSystemException:"
            + " CACHE/models--org--tiny/blobs/ETAG.incomplete: Is a directory); make room there, or"
            + " set HF_HUB_CACHE to a folder on another disk");
    assertThat(waits).isEmpty();
  }

  @Test
  void an_interrupt_ends_a_download_and_stays_set() throws InterruptedException {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    server.fail(
        OBJECT,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 3);
          exchange.getResponseBody().flush();
          sent.countDown();
          await(end);
        });
    AtomicReference<String> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                model().file("model.bin");
              } catch (HubException e) {
                outcome.set(
                    e.reason()
                        + ", "
                        + Thread.currentThread().isInterrupted()
                        + ": "
                        + e.getMessage());
              }
            });
    thread.start();
    sent.await();
    thread.interrupt();
    thread.join();
    end.countDown();
    assertThat(outcome)
        .hasValue(
            "INTERRUPTED, true: the thread was interrupted while it waited for the hub; what has"
                + " arrived is kept");
  }

  @Test
  void options_that_cannot_be_meant_are_refused() {
    assertThatThrownBy(() -> builder().endpoint("ftp://hub"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "endpoint: expected the address of a hub, as in https://huggingface.co, got ftp://hub");
    assertThatThrownBy(() -> builder().timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout: expected a duration above 0, got PT0S");
    assertThatThrownBy(() -> builder().token("hf_\nx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "token: expected a token of the hub, visible ASCII characters as in hf_..., got other"
                + " characters; copy it again from https://huggingface.co/settings/tokens");
    assertThatThrownBy(() -> model().files())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file patterns: expected at least one, got none; \"*\" takes all files");
  }

  @Test
  void the_token_is_in_no_text() {
    Hub hub = builder().token("hf_secret").build();
    assertThat(hub.model("org/tiny").toString()).isEqualTo("org/tiny@main");
    assertThat(new AccessToken("token", "hf_secret").toString()).isEqualTo("a token");
  }

  @ParameterizedTest
  @CsvSource({
    "REPOSITORY_NOT_FOUND, FIX_INPUT",
    "REVISION_NOT_FOUND, FIX_INPUT",
    "FILE_NOT_FOUND, FIX_INPUT",
    "ACCESS_DENIED, FIX_ENVIRONMENT",
    "NOT_CACHED, FIX_ENVIRONMENT",
    "CONNECTION, RETRY",
    "SERVER, RETRY",
    "CORRUPT, RETRY",
    "REFUSED, FIX_INPUT",
    "STORAGE, FIX_ENVIRONMENT",
    "INTERRUPTED, RETRY",
  })
  void the_remedy_follows_from_the_reason(Reason reason, Remedy remedy) {
    assertThat(new HubException(reason, "message").remedy()).isEqualTo(remedy);
  }

  @Test
  void an_answer_of_brackets_or_without_end_is_refused() {
    String rest =
        "; expected the answer of a Hugging Face Hub. Check HF_ENDPOINT, and that no proxy or login"
            + " page answers instead";
    String url = "org/tiny: HUB/api/models/org/tiny/revision/main ";
    server.fail(
        "GET /api",
        (exchange, content) -> FakeHub.send(exchange, "[".repeat(100_000).getBytes(UTF_8)),
        (exchange, content) -> FakeHub.send(exchange, new byte[(32 << 20) + 1]));
    assertError(() -> model().files("*"), Reason.SERVER, url + "does not answer with JSON" + rest);
    assertError(
        () -> model().files("*"), Reason.SERVER, url + "answers with more than 32 MiB" + rest);
  }
}
