package io.summarizer.examples.uses;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.summarizer.Summarizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Answers the POST of an article with its summary, both as UTF-8. */
final class SummaryHandler implements HttpHandler {
  static final int LARGEST = 1 << 20; // bytes of an article

  private final Summarizer summarizer;
  private final Semaphore places;

  SummaryHandler(Summarizer summarizer, int places) {
    this.summarizer = summarizer;
    this.places = new Semaphore(places);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean admitted = places.tryAcquire();
    try (exchange) {
      if (!admitted) {
        send(exchange, 503, "Busy: try again in a second.");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, 405, "Expected a POST of an article.");
      } else {
        summarize(exchange, exchange.getRequestBody().readNBytes(LARGEST + 1));
      }
    } finally {
      places.release(admitted ? 1 : 0);
    }
  }

  private void summarize(HttpExchange exchange, byte[] article) throws IOException {
    if (article.length > LARGEST) {
      send(exchange, 413, "Expected an article of at most " + LARGEST + " bytes.");
      return;
    }
    try { // a decoder refuses what is not UTF-8, new String() would mend it without a word
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(article)).toString();
      send(exchange, 200, summarizer.summarize(text).text()); // of a blank article a blank one
    } catch (CharacterCodingException e) {
      send(exchange, 400, "Expected UTF-8.");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
