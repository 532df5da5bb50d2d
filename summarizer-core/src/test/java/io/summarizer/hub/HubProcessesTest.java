package io.summarizer.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.summarizer.train.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one cache. */
class HubProcessesTest {
  private static final byte[] WEIGHTS = new byte[300_000];

  @TempDir Path folder;

  /** The other process: downloads a file and writes where it is. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      Path file =
          Hub.builder(Map.of("HF_HUB_CACHE", args[0], "HF_ENDPOINT", args[1]))
              .build()
              .model("org/tiny")
              .file("model.bin");
      System.out.write((file.toString() + "\n").getBytes(UTF_8));
      System.out.flush();
    }
  }

  private Process start(FakeHub server, int number) throws IOException {
    return JavaProcess.of(
            List.of("-Xmx128m"), Child.class, folder.resolve("cache"), server.endpoint())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(number + ".txt").toFile())
        .start();
  }

  @Test
  void processes_that_want_the_same_file_download_it_once() throws Exception {
    try (FakeHub server = new FakeHub("org/tiny").largeFile("model.bin", WEIGHTS)) {
      // The transfer takes until the hub has been asked by both, so that both want it.
      CountDownLatch asked = new CountDownLatch(2);
      FakeHub.Fault answer =
          (exchange, content) -> {
            asked.countDown();
            head(exchange, server);
          };
      server.fail("HEAD /org/tiny", answer, answer);
      server.fail(
          "GET /objects/",
          (exchange, content) -> {
            await(asked);
            FakeHub.send(exchange, content);
          });
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        processes.add(start(server, i));
      }
      for (int i = 0; i < 2; i++) {
        String output = folder.resolve(i + ".txt").toString();
        assertThat(processes.get(i).waitFor(2, TimeUnit.MINUTES)).as(output).isTrue();
        List<String> lines = Files.readAllLines(Path.of(output));
        assertThat(processes.get(i).exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(Path.of(lines.get(lines.size() - 1))).hasBinaryContent(WEIGHTS);
      }
      assertThat(server.lines()).filteredOn(line -> line.startsWith("HEAD")).hasSize(2);
      assertThat(server.lines()).filteredOn(line -> line.startsWith("GET /objects/")).hasSize(1);
    }
  }

  private static void head(HttpExchange exchange, FakeHub server) throws IOException {
    exchange.getResponseHeaders().set("X-Repo-Commit", FakeHub.COMMIT);
    exchange.getResponseHeaders().set("X-Linked-Etag", FakeHub.sha256(WEIGHTS));
    exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(WEIGHTS.length));
    exchange.getResponseHeaders().set("Location", server.storageEndpoint() + "/objects/x");
    exchange.sendResponseHeaders(302, -1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is stopped
    }
  }
}
