package io.summarizer.hub;

import static io.summarizer.hub.FakeHub.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the hub, and what is done with broken answers. */
class HubDownloadTest {
  private static final byte[] WEIGHTS = random(100_000);
  private static final String ETAG = FakeHub.sha256(WEIGHTS);
  private static final String OBJECT = "GET /objects/" + ETAG;

  @TempDir Path cache;

  private final FakeHub server = new FakeHub("org/tiny");
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void fill() {
    server
        .file("config.json", "{}")
        .file("sub/notes in words.txt", "notes")
        .largeFile("model.safetensors", WEIGHTS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private Hub.Builder builder() {
    return Hub.builder(Map.of())
        .cacheDirectory(cache)
        .endpoint(server.endpoint())
        .timeout(Duration.ofSeconds(10))
        .sleeper(waits::add)
        .listener((file, bytes, total) -> progress.add(file + " " + bytes + "/" + total));
  }

  private HubRepository model() {
    return builder().build().model("org/tiny");
  }

  private Path incomplete() {
    return cache.resolve("models--org--tiny/blobs").resolve(ETAG + ".incomplete");
  }

  private void assertWeights(Path file) {
    assertThat(file)
        .hasBinaryContent(WEIGHTS)
        .endsWithRaw(Path.of("snapshots", COMMIT, "model.safetensors"));
    assertThat(incomplete()).doesNotExist();
  }

  @Test
  void a_small_file_comes_from_the_hub_itself() {
    assertThat(model().file("config.json")).hasContent("{}");
    assertThat(server.lines())
        .containsExactly(
            "HEAD /org/tiny/resolve/main/config.json",
            "GET /org/tiny/resolve/" + COMMIT + "/config.json");
  }

  @Test
  void a_large_file_comes_from_the_storage_server_which_never_sees_the_token() {
    Path file = builder().token("hf_secret").build().model("org/tiny").file("model.safetensors");
    assertWeights(file);
    assertThat(server.lines())
        .containsExactly(
            "HEAD /org/tiny/resolve/main/model.safetensors",
            "GET /org/tiny/resolve/" + COMMIT + "/model.safetensors",
            OBJECT + "?signature=secret");
    assertThat(server.requests())
        .extracting(FakeHub.Request::server, request -> request.header("Authorization"))
        .containsExactly(
            tuple("hub", "Bearer hf_secret"),
            tuple("hub", "Bearer hf_secret"),
            tuple("storage", null));
  }

  @Test
  void a_renamed_repository_is_found_and_kept_under_the_name_that_was_asked_for() {
    server.fail(
        "HEAD /old/", FakeHub.status(307, "Location", "/org/tiny/resolve/main/config.json"));
    server.fail(
        "GET /old/",
        FakeHub.status(307, "Location", "/org/tiny/resolve/" + COMMIT + "/config.json"));
    Path file = builder().token("hf_secret").build().model("old").file("config.json");
    assertThat(file).hasContent("{}").startsWithRaw(cache.resolve("models--old"));
    assertThat(server.requests())
        .extracting(request -> request.header("Authorization"))
        .containsOnly("Bearer hf_secret");
  }

  @Test
  void a_mirror_that_redirects_to_the_hub_is_followed_without_the_token() {
    try (FakeHub mirror = new FakeHub("nobody/nothing")) {
      String path = "/org/tiny/resolve/main/config.json";
      mirror.fail("HEAD /org/", FakeHub.status(308, "Location", server.endpoint() + path));
      mirror.fail("GET /org/", FakeHub.status(308, "Location", server.endpoint() + path));
      Hub hub = builder().endpoint(mirror.endpoint()).token("hf_secret").build();
      assertThat(hub.model("org/tiny").file("config.json")).hasContent("{}");
    }
    assertThat(server.requests())
        .extracting(request -> request.header("Authorization"))
        .containsOnlyNulls();
  }

  @Test
  void a_data_set_has_its_own_addresses_and_folder() {
    try (FakeHub data = new FakeHub("org/news", true)) {
      data.largeFile("3.0.0/train-00000-of-00002.parquet", new byte[] {1})
          .largeFile("3.0.0/train-00001-of-00002.parquet", new byte[] {2})
          .largeFile("3.0.0/test-00000-of-00001.parquet", new byte[] {3});
      HubSnapshot snapshot =
          builder()
              .endpoint(data.endpoint())
              .build()
              .dataset("org/news")
              .files("3.0.0/train-*.parquet");
      assertThat(snapshot.files())
          .containsExactly(
              "3.0.0/train-00000-of-00002.parquet", "3.0.0/train-00001-of-00002.parquet");
      assertThat(snapshot.commit()).isEqualTo(COMMIT);
      assertThat(snapshot.directory())
          .isEqualTo(cache.resolve("datasets--org--news/snapshots").resolve(COMMIT));
      assertThat(snapshot.directory().resolve("3.0.0/train-00001-of-00002.parquet"))
          .hasBinaryContent(new byte[] {2});
      assertThat(data.lines())
          .startsWith(
              "GET /api/datasets/org/news/revision/main",
              "GET /api/datasets/org/news/tree/" + COMMIT + "?recursive=true",
              "GET /datasets/org/news/resolve/" + COMMIT + "/3.0.0/train-00000-of-00002.parquet");
    }
  }

  @Test
  void names_and_revisions_are_escaped_in_addresses() {
    assertThat(model().revision("refs/pr/1").file("sub/notes in words.txt")).hasContent("notes");
    assertThat(server.lines())
        .contains("HEAD /org/tiny/resolve/refs%2Fpr%2F1/sub/notes%20in%20words.txt");
    assertThat(cache.resolve("models--org--tiny/refs/refs/pr/1")).hasContent(COMMIT);
  }

  @Test
  void a_second_request_downloads_nothing() {
    model().file("model.safetensors");
    int before = server.requests().size();
    assertWeights(model().file("model.safetensors"));
    assertThat(server.lines().subList(before, server.requests().size()))
        .containsExactly("HEAD /org/tiny/resolve/main/model.safetensors");
    before = server.requests().size();
    assertWeights(model().revision(COMMIT).file("model.safetensors"));
    assertThat(server.requests()).hasSize(before);
  }

  @Test
  void the_same_content_under_two_names_is_downloaded_once() {
    server.largeFile("copy.safetensors", WEIGHTS);
    HubSnapshot snapshot = model().files("*.safetensors");
    assertThat(snapshot.files()).containsExactly("copy.safetensors", "model.safetensors");
    assertThat(server.lines()).filteredOn(line -> line.startsWith(OBJECT)).hasSize(1);
  }

  @Test
  void a_listing_of_several_pages_is_read_to_its_end() {
    server.pageSize(2);
    HubSnapshot snapshot = model().files("*");
    assertThat(snapshot.files())
        .containsExactly("config.json", "model.safetensors", "sub/notes in words.txt");
    assertThat(server.lines())
        .contains("GET /api/models/org/tiny/tree/" + COMMIT + "?recursive=true&cursor=2");
  }

  @Test
  void a_broken_transfer_goes_on_where_it_broke() {
    server.fail(OBJECT, FakeHub.cutAfter(30_000), FakeHub.cutAfter(20_000));
    assertWeights(model().file("model.safetensors"));
    assertThat(server.requests())
        .filteredOn(request -> request.line().startsWith(OBJECT))
        .extracting(request -> request.header("Range"))
        .containsExactly(null, "bytes=30000-", "bytes=50000-");
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void an_earlier_process_left_a_part_which_is_used() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), Arrays.copyOf(WEIGHTS, 60_000));
    assertWeights(model().file("model.safetensors"));
    assertThat(server.requests().get(2).header("Range")).isEqualTo("bytes=60000-");
    assertThat(progress)
        .startsWith("model.safetensors 60000/100000")
        .endsWith("model.safetensors 100000/100000");
  }

  @Test
  void a_part_that_is_whole_already_needs_no_transfer() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), WEIGHTS);
    assertWeights(model().file("model.safetensors"));
    assertThat(server.lines()).containsExactly("HEAD /org/tiny/resolve/main/model.safetensors");
  }

  @Test
  void a_part_of_something_else_is_thrown_away() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), new byte[60_000]);
    assertWeights(model().file("model.safetensors"));
    assertThat(server.requests())
        .filteredOn(request -> request.line().startsWith(OBJECT))
        .extracting(request -> request.header("Range"))
        .containsExactly("bytes=60000-", null);
  }

  @Test
  void a_part_that_is_too_long_is_thrown_away() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), new byte[100_001]);
    assertWeights(model().file("model.safetensors"));
    assertThat(server.requests().get(2).header("Range")).isNull();
  }

  @Test
  void a_server_that_ignores_the_range_starts_anew() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), Arrays.copyOf(WEIGHTS, 60_000));
    server.fail(OBJECT, FakeHub.wholeContent());
    assertWeights(model().file("model.safetensors"));
    assertThat(progress).startsWith("model.safetensors 0/100000");
    assertThat(waits).isEmpty();
  }

  @Test
  void a_range_that_is_not_satisfiable_starts_anew() throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.write(incomplete(), Arrays.copyOf(WEIGHTS, 60_000));
    server.fail(OBJECT, FakeHub.status(416));
    assertWeights(model().file("model.safetensors"));
    assertThat(waits).isEmpty();
  }

  @Test
  void busy_and_failing_servers_are_asked_again_after_the_time_they_name() {
    server.fail("HEAD /org/tiny", FakeHub.status(429, "Retry-After", "7"), FakeHub.status(503));
    server.fail(OBJECT, FakeHub.status(500), FakeHub.status(502));
    assertWeights(model().file("model.safetensors"));
    assertThat(waits)
        .containsExactly(
            Duration.ofSeconds(7),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2));
  }

  @Test
  void an_address_on_the_storage_server_that_has_expired_is_renewed() {
    server.fail(OBJECT, FakeHub.cutAfter(10), FakeHub.status(403));
    assertWeights(model().file("model.safetensors"));
    assertThat(server.lines())
        .filteredOn(line -> line.startsWith("GET /org/tiny/resolve/"))
        .hasSize(3);
  }

  @Test
  void progress_makes_earlier_failures_count_no_more() {
    byte[] large = random(8 << 20);
    server.largeFile("large.bin", large);
    server.fail("GET /objects/", FakeHub.always(FakeHub.cutAfter(3 << 19)));
    assertThat(model().file("large.bin")).hasBinaryContent(large);
    assertThat(waits).hasSize(5).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void a_file_without_known_size_or_checksum_is_taken_as_it_comes() {
    server.fail(
        "HEAD /org/tiny", FakeHub.status(200, "X-Repo-Commit", COMMIT, "ETag", "W/\"opaque-1\""));
    assertThat(model().file("config.json")).hasContent("{}");
    assertThat(progress).contains("config.json 2/-1");
    assertThat(cache.resolve("models--org--tiny/blobs/opaque-1")).hasContent("{}");
  }

  @Test
  void an_empty_file_is_a_file() {
    server.file("empty.txt", "");
    assertThat(model().file("empty.txt")).exists().isEmptyFile();
  }

  @Test
  void the_proxy_of_the_jvm_is_used() {
    Map<String, String> proxy =
        Map.of(
            "http.proxyHost",
            "127.0.0.1",
            "http.proxyPort",
            server.endpoint().replaceAll(".*:", ""));
    proxy.forEach(System::setProperty);
    try {
      Hub hub = builder().endpoint("http://hub.example").build();
      assertThat(hub.model("org/tiny").file("config.json")).hasContent("{}");
      assertThat(server.lines())
          .startsWith("HEAD http://hub.example/org/tiny/resolve/main/config.json");
    } finally {
      proxy.keySet().forEach(System::clearProperty);
    }
  }
}
