package io.summarizer.hub;

import static io.summarizer.hub.FakeHub.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cache is that of Python's {@code huggingface_hub}: the golden lists what that made of the
 * same two files (make_hub_cache_golden.py).
 */
class HubCacheTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] WEIGHTS = weights();
  private static final String REPOSITORY = "models--org--tiny";

  @TempDir Path cache;

  private final FakeHub server = new FakeHub("org/tiny");

  @BeforeEach
  void fill() {
    server.file("config.json", "{}").largeFile("sub/model.safetensors", WEIGHTS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] weights() {
    byte[] bytes = new byte[1024];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private Hub.Builder builder() {
    return Hub.builder(Map.of())
        .cacheDirectory(cache)
        .endpoint(server.endpoint())
        .sleeper(duration -> {});
  }

  private HubRepository model() {
    return builder().build().model("org/tiny");
  }

  private HubRepository offline() {
    return builder().offline(true).build().model("org/tiny");
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in = HubCacheTest.class.getResourceAsStream("hub_cache.json")) {
      return JSON.readTree(Objects.requireNonNull(in)).path("cache");
    }
  }

  /** Path to what is there: a link, a number of bytes, a text, JSON. */
  private static Map<String, String> expected() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    for (JsonNode entry : golden()) {
      String path = entry.path("path").asString();
      String text = entry.path("text").asString("");
      entries.put(
          path,
          entry.has("link")
              ? "-> " + entry.path("link").asString()
              : entry.has("bytes")
                  ? entry.path("bytes").asInt() + " bytes"
                  : path.endsWith(".json") ? JSON.readTree(text).toString() : text);
    }
    return entries;
  }

  private Map<String, String> found() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(cache)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String name = cache.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          entries.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (name.contains("/blobs/")) {
          entries.put(name, Files.size(path) + " bytes");
        } else if (Files.isRegularFile(path)) {
          String text = Files.readString(path);
          entries.put(name, name.endsWith(".json") ? JSON.readTree(text).toString() : text);
        }
      }
    }
    return entries;
  }

  @Test
  void the_cache_is_the_one_that_python_makes() throws IOException {
    model().files("*");
    assertThatThrownBy(() -> model().file("vocab.txt")).isInstanceOf(HubException.class);
    assertThat(found()).isEqualTo(expected());
  }

  /** Makes the cache that the golden lists. */
  private void makePythonsCache() throws IOException {
    for (JsonNode entry : golden()) {
      Path path = cache.resolve(entry.path("path").asString());
      Files.createDirectories(path.getParent());
      if (entry.has("link")) {
        Files.createSymbolicLink(path, Path.of(entry.path("link").asString()));
      } else if (entry.has("bytes")) {
        Files.write(path, entry.path("bytes").asInt() == 2 ? new byte[] {'{', '}'} : WEIGHTS);
      } else {
        Files.writeString(path, entry.path("text").asString());
      }
    }
  }

  @Test
  void what_python_downloaded_is_found_offline() throws IOException {
    makePythonsCache();
    assertThat(offline().file("config.json")).hasContent("{}");
    assertThat(offline().revision(COMMIT).file("sub/model.safetensors")).hasBinaryContent(WEIGHTS);
    HubSnapshot all = offline().files("*");
    assertThat(all.commit()).isEqualTo(COMMIT);
    assertThat(all.files()).containsExactly("config.json", "sub/model.safetensors");
    assertThatThrownBy(() -> offline().file("vocab.txt"))
        .hasMessageStartingWith("org/tiny: has no file 'vocab.txt' at revision main");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void what_python_downloaded_is_not_downloaded_again() throws IOException {
    makePythonsCache();
    model().files("*");
    model().file("config.json");
    assertThat(server.lines())
        .containsExactly(
            "GET /api/models/org/tiny/revision/main", "HEAD /org/tiny/resolve/main/config.json");
    model().revision(COMMIT).files("*");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void blobs_may_be_links_into_the_cache_s_shared_store() throws IOException {
    makePythonsCache();
    Path blob = cache.resolve(REPOSITORY).resolve("blobs").resolve(FakeHub.sha256(WEIGHTS));
    Path shared = Files.createDirectories(cache.resolve("blobs/ab")).resolve("ab12");
    Files.move(blob, shared);
    Files.createSymbolicLink(blob, Path.of("../../blobs/ab/ab12"));
    assertThat(offline().file("sub/model.safetensors")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void a_snapshot_that_lacks_a_file_of_its_list_is_not_taken_for_whole() throws IOException {
    makePythonsCache();
    Files.delete(cache.resolve(REPOSITORY + "/snapshots/" + COMMIT + "/sub/model.safetensors"));
    assertThat(offline().files("*.json").files()).containsExactly("config.json");
    assertThatThrownBy(() -> offline().files("*"))
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith("org/tiny: * at revision main is not in the cache");
    assertThat(model().files("*").files()).contains("sub/model.safetensors");
    // Only the link was missing.
    assertThat(server.lines()).noneMatch(line -> line.contains("/objects/"));
  }

  @Test
  void without_a_list_the_files_that_are_there_are_taken() throws IOException {
    makePythonsCache();
    Files.delete(cache.resolve(REPOSITORY + "/trees/" + COMMIT + ".json"));
    assertThat(offline().files("*.json", "sub/").files())
        .containsExactly("config.json", "sub/model.safetensors");
  }

  @Test
  void a_damaged_list_is_asked_for_again() throws IOException {
    makePythonsCache();
    Path tree = cache.resolve(REPOSITORY + "/trees/" + COMMIT + ".json");
    String whole = Files.readString(tree);
    Files.writeString(tree, whole.substring(0, whole.length() / 2));
    assertThat(model().files("*").files()).hasSize(2);
    assertThat(JSON.readTree(Files.readString(tree))).isEqualTo(JSON.readTree(whole));
  }

  @Test
  void a_hub_that_cannot_be_reached_is_replaced_by_the_cache() throws IOException {
    makePythonsCache();
    server.fail("HEAD /org", FakeHub.status(503), FakeHub.status(401), FakeHub.status(403));
    for (int i = 0; i < 3; i++) {
      assertThat(model().file("config.json")).hasContent("{}");
    }
    server.fail("GET /api", FakeHub.status(503));
    assertThat(model().files("*").files()).hasSize(2);
    // Nobody waits for a server whose answer is dispensable.
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void a_file_that_is_gone_is_not_replaced_by_the_cache() throws IOException {
    makePythonsCache();
    server.fail(
        "HEAD /org", FakeHub.status(404, "X-Error-Code", "EntryNotFound", "X-Repo-Commit", COMMIT));
    assertThatThrownBy(() -> model().file("config.json"))
        .hasMessageStartingWith("org/tiny: has no file 'config.json'");
  }

  @Test
  void a_branch_that_has_moved_is_followed() throws IOException {
    makePythonsCache();
    String before = "f".repeat(40);
    Path main = cache.resolve(REPOSITORY + "/refs/main");
    Files.writeString(main, before);
    assertThat(model().file("config.json").getParent()).hasFileName(COMMIT);
    assertThat(main).hasContent(COMMIT);
  }

  @Test
  void a_download_that_fails_leaves_the_branch_where_it_was() throws IOException {
    makePythonsCache();
    Path main = cache.resolve(REPOSITORY + "/refs/main");
    Files.writeString(main, "f".repeat(40));
    server.file("new.json", "[]");
    server.fail("GET /org/tiny/resolve", FakeHub.content(new byte[] {'x', 'y'}));
    assertThatThrownBy(() -> model().file("new.json")).isInstanceOf(HubException.class);
    assertThat(main).hasContent("f".repeat(40));
  }

  @ParameterizedTest
  @EnumSource
  void a_snapshot_can_be_made_of_each_kind_of_link(SnapshotLink kind) throws IOException {
    Path blob = Files.writeString(cache.resolve("blob"), "content");
    Path file = Files.createDirectory(cache.resolve("snapshot")).resolve("file");
    Files.writeString(file, "old");
    SnapshotLink.create(file, blob, java.util.List.of(kind));
    assertThat(file).hasContent("content");
    assertThat(Files.isSymbolicLink(file)).isEqualTo(kind == SnapshotLink.SYMBOLIC);
    assertThat(Files.getAttribute(blob, "unix:nlink")).isEqualTo(kind == SnapshotLink.HARD ? 2 : 1);
    assertThat(cache.resolve("snapshot")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void a_link_that_cannot_be_made_is_replaced_by_the_next_kind() throws IOException {
    Path blob = Files.createDirectory(cache.resolve("blob")); // cannot be linked hard
    Path file = cache.resolve("file");
    SnapshotLink.create(file, blob, SnapshotLink.kinds(false));
    assertThat(file).isEmptyDirectory();
    assertThatThrownBy(
            () -> SnapshotLink.create(file, cache.resolve("none"), SnapshotLink.kinds(false)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void symbolic_links_can_be_switched_off() {
    Path file =
        Hub.builder(Map.of("HF_HUB_DISABLE_SYMLINKS", "1"))
            .cacheDirectory(cache)
            .endpoint(server.endpoint())
            .build()
            .model("org/tiny")
            .file("config.json");
    assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(file).hasContent("{}");
    assertThat(offline().file("config.json")).hasContent("{}");
  }

  @Test
  void a_branch_that_cannot_be_noted_is_no_error() throws IOException {
    makePythonsCache();
    Path main = cache.resolve(REPOSITORY + "/refs/main");
    Files.delete(main);
    Files.createDirectories(main.resolve("in the way"));
    assertThat(model().file("config.json")).hasContent("{}");
    assertThat(cache.resolve(REPOSITORY + "/refs")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void a_link_out_of_the_cache_is_refused(@TempDir Path elsewhere) throws IOException {
    makePythonsCache();
    Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
    Path file = cache.resolve(REPOSITORY + "/snapshots/" + COMMIT + "/config.json");
    Files.delete(file);
    Files.createSymbolicLink(file, secret);
    String message =
        file
            + ": is a link out of the cache, to "
            + secret.toRealPath()
            + "; delete it, and download again";
    assertThatThrownBy(() -> offline().file("config.json")).hasMessage(message);
    assertThatThrownBy(() -> offline().files("*.json")).hasMessage(message);
    assertThatThrownBy(() -> model().file("config.json")).hasMessage(message);
  }

  @Test
  void a_folder_that_leads_out_of_the_cache_is_not_written_to(@TempDir Path elsewhere)
      throws IOException {
    Path snapshot = Files.createDirectories(cache.resolve(REPOSITORY + "/snapshots/" + COMMIT));
    Files.createSymbolicLink(snapshot.resolve("sub"), elsewhere);
    assertThatThrownBy(() -> model().file("sub/model.safetensors"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("/sub: is a link out of the cache, to ");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void a_link_in_the_place_of_an_interrupted_download_is_not_followed(@TempDir Path elsewhere)
      throws IOException {
    Path victim = Files.writeString(elsewhere.resolve("victim"), "mine");
    Path blobs = Files.createDirectories(cache.resolve(REPOSITORY + "/blobs"));
    Files.createSymbolicLink(
        blobs.resolve(FakeHub.gitSha1(new byte[] {'{', '}'}) + ".incomplete"), victim);
    assertThatThrownBy(() -> model().file("config.json"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining(".incomplete: cannot be written");
    assertThat(victim).hasContent("mine");
  }

  @Test
  void a_repository_on_another_disk_may_be_linked(@TempDir Path elsewhere) throws IOException {
    Files.createSymbolicLink(cache.resolve(REPOSITORY), elsewhere);
    assertThat(model().file("config.json")).hasContent("{}");
    assertThat(offline().file("config.json")).hasContent("{}");
    assertThat(elsewhere.resolve("refs/main")).hasContent(COMMIT);
  }

  @Test
  void a_model_directory_is_local_or_on_the_hub() throws IOException {
    server.file("tokenizer.json", "{}").largeFile("model.safetensors", WEIGHTS).file("x.py", "");
    Hub hub = builder().build();
    Path local = Files.createDirectory(cache.resolve("model"));
    assertThat(hub.modelDirectory(local.toString())).isEqualTo(local);
    assertThat(server.requests()).isEmpty();
    Path downloaded = hub.modelDirectory("org/tiny");
    assertThat(downloaded)
        .isEqualTo(cache.resolve(REPOSITORY).resolve("snapshots").resolve(COMMIT));
    try (Stream<Path> files = Files.list(downloaded)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("config.json", "tokenizer.json", "model.safetensors");
    }
    assertThat(hub.modelDirectory("org/tiny@" + COMMIT)).isEqualTo(downloaded);
    assertThat(builder().offline(true).build().modelDirectory("org/tiny")).isEqualTo(downloaded);
  }

  @Test
  void a_model_that_is_neither_local_nor_on_the_hub_is_told() {
    Hub hub = builder().build();
    assertThatThrownBy(() -> hub.modelDirectory("/no/such/model"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "/no/such/model: expected a directory that exists or the id of a model on the hub, as"
                + " in google-t5/t5-small");
    assertThatThrownBy(() -> hub.modelDirectory("org/tiny"))
        .isInstanceOf(HubException.class)
        .hasMessage(
            "org/tiny: no file matches 'tokenizer.json' at revision main; it has config.json,"
                + " sub/model.safetensors. (There is no local directory of this name.)");
  }

  @Test
  void threads_that_want_the_same_file_download_it_once() throws InterruptedException {
    Set<Path> files = java.util.concurrent.ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> files.add(model().file("sub/model.safetensors")));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(WEIGHTS));
    assertThat(server.lines()).filteredOn(line -> line.contains("/objects/")).hasSize(1);
  }
}
