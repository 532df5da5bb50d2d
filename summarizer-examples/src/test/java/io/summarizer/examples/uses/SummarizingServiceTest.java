package io.summarizer.examples.uses;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.summarizer.Summarizer;
import io.summarizer.data.Example;
import io.summarizer.examples.TinyModel;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service answers. */
class SummarizingServiceTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static Path model;
  private static SummarizingService service;

  @BeforeAll
  static void start() throws IOException {
    model = new TinyModel(folder).train();
    service = new SummarizingService(model, 0, 64);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/"));
  }

  private static HttpResponse<String> post(byte[] article) throws Exception {
    return CLIENT.send(request().POST(BodyPublishers.ofByteArray(article)).build(), text());
  }

  private static HttpResponse.BodyHandler<String> text() {
    return BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  @Test
  void many_articles_at_once_get_their_own_summaries() {
    List<Example> examples = TinyModel.examples(40);
    List<CompletableFuture<HttpResponse<String>>> answers =
        examples.stream()
            .map(example -> request().POST(BodyPublishers.ofString(example.article())).build())
            .map(request -> CLIENT.sendAsync(request, text()))
            .toList();
    for (int i = 0; i < examples.size(); i++) {
      assertThat(answers.get(i).join().statusCode()).isEqualTo(200);
      assertThat(answers.get(i).join().body()).isEqualTo(examples.get(i).summary());
    }
  }

  @Test
  void what_is_no_article_is_refused() throws Exception {
    HttpResponse<String> answer = post(new byte[] {'a', (byte) 0xff});
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("Expected UTF-8.");
    assertThat(post(new byte[0]).body()).isEmpty();
    assertThat(CLIENT.send(request().GET().build(), text()).statusCode()).isEqualTo(405);
  }

  @Test
  void an_article_that_is_too_large_is_refused() throws Exception {
    byte[] article = " ".repeat(SummaryHandler.LARGEST + 1).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer = post(article);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("Expected an article of at most 1048576 bytes.");
  }

  @Test
  void requests_beyond_the_places_are_turned_away() throws Exception {
    try (Summarizer summarizer = Summarizer.load(model)) {
      HttpServer full =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      full.createContext("/", new SummaryHandler(summarizer, 0));
      full.start();
      try {
        URI uri = URI.create("http://localhost:" + full.getAddress().getPort() + "/");
        HttpRequest request =
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("Text.")).build();
        assertThat(CLIENT.send(request, text()).statusCode()).isEqualTo(503);
      } finally {
        full.stop(0);
      }
    }
  }

  @Test
  void a_request_under_way_is_answered_before_the_service_ends() throws Exception {
    SummarizingService ending = new SummarizingService(model, 0, 64);
    URI uri = URI.create("http://localhost:" + ending.port() + "/");
    Example example = TinyModel.examples(1).get(0);
    CountDownLatch begun = new CountDownLatch(1);
    PipedOutputStream body = new PipedOutputStream();
    PipedInputStream sent = new PipedInputStream(body);
    HttpRequest slow =
        HttpRequest.newBuilder(uri)
            .expectContinue(true) // the body is asked for when the server has the request
            .POST(
                BodyPublishers.ofInputStream(
                    () -> {
                      begun.countDown();
                      return sent;
                    }))
            .build();
    CompletableFuture<HttpResponse<String>> answer = CLIENT.sendAsync(slow, text());
    begun.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(ending::close);
    body.write(example.article().getBytes(StandardCharsets.UTF_8));
    body.close();
    assertThat(answer.join().body()).isEqualTo(example.summary());
    closing.join();
    assertThat(CLIENT.sendAsync(slow, text())).failsWithin(Duration.ofMinutes(1));
  }
}
