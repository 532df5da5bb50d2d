package io.summarizer.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadCommandTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  /** A hub's addresses and what it answers there. */
  private final Map<String, String> answers = new TreeMap<>();

  @TempDir Path cache;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    hub(
        "models/org/tiny",
        "org/tiny",
        "config.json",
        "tokenizer.json",
        "model.safetensors",
        "x.py");
    hub("datasets/org/news", "datasets/org/news", "1.0/train-0.csv", "1.0/test-0.csv");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void hub(String api, String page, String... files) {
    answers.put("/api/" + api + "/revision/main", "{\"sha\": \"" + COMMIT + "\"}");
    List<String> entries = new ArrayList<>();
    for (String file : files) {
      entries.add(
          "{\"type\": \"file\", \"path\": \"%s\", \"size\": %s, \"oid\": \"etag-of-%s\"}"
              .formatted(file, file.length(), file.replace('/', '-')));
      answers.put("/" + page + "/resolve/" + COMMIT + "/" + file, file);
    }
    answers.put("/api/" + api + "/tree/" + COMMIT, entries.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer = answers.get(exchange.getRequestURI().getPath());
      byte[] bytes = answer == null ? new byte[0] : answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(
          answer == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Cli download(Object... args) {
    List<Object> all = new ArrayList<>(List.of("download"));
    all.addAll(List.of(args));
    Map<String, String> environment =
        Map.of(
            "HF_HUB_CACHE",
            cache.toString(),
            "HF_ENDPOINT",
            "http://127.0.0.1:" + server.getAddress().getPort());
    return Cli.runWithEnvironment(environment, all.toArray());
  }

  private Path snapshot(String folder) {
    return cache.resolve(folder).resolve("snapshots").resolve(COMMIT);
  }

  @Test
  void a_model_is_downloaded_with_the_files_that_are_needed() {
    Cli run = download("--model", "org/tiny").succeeds();
    Path snapshot = snapshot("models--org--tiny");
    assertThat(run.out().strip()).isEqualTo(snapshot.toString());
    assertThat(run.err()).isEmpty();
    assertThat(snapshot.resolve("model.safetensors")).hasContent("model.safetensors");
    assertThat(snapshot.resolve("x.py")).doesNotExist();
  }

  @Test
  void files_of_a_data_set_are_chosen_by_patterns_and_told_as_json() {
    Cli run = download("--dataset=org/news", "--file=1.0/train-*.csv", "--json").succeeds();
    assertThat(run.out().strip())
        .isEqualTo(
            "{\"repository\":\"org/news\",\"revision\":\"main\",\"commit\":\"%s\",\"directory\":\"%s\",\"files\":[\"1.0/train-0.csv\"]}"
                .formatted(COMMIT, snapshot("datasets--org--news")));
  }

  @Test
  void a_data_set_is_downloaded_whole_if_nothing_else_is_said() {
    String json = download("--dataset=org/news", "--revision=" + COMMIT, "--json").succeeds().out();
    assertThat(json).contains("[\"1.0/test-0.csv\",\"1.0/train-0.csv\"]");
  }

  @Test
  void what_was_downloaded_is_found_offline() {
    String online = download("--model=org/tiny").succeeds().out();
    answers.clear();
    assertThat(download("--model=org/tiny", "--offline").succeeds().out()).isEqualTo(online);
    Cli other = download("--dataset=org/news", "--offline");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err().strip())
        .isEqualTo(
            "summarizer: org/news: * at revision main is not in the cache, "
                + cache
                + ", and the hub may not be asked; download it once without HF_HUB_OFFLINE,"
                + " TRANSFORMERS_OFFLINE and the option offline");
  }

  @Test
  void an_unknown_repository_is_one_line() {
    Cli run = download("--model=org/none");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("summarizer: org/none: there is no such model at http://127.0.0.1:");
  }
}
