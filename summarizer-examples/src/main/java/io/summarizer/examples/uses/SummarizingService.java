package io.summarizer.examples.uses;

import com.sun.net.httpserver.HttpServer;
import io.summarizer.Summarizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sun.misc.Signal;

/**
 * A summarizing service on the JDK's own server: MODEL PORT. {@code curl --data-binary @article.txt
 * localhost:PORT} answers with a summary; Ctrl-C ends it after the requests that are under way.
 */
public final class SummarizingService implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Summarizer summarizer;
  private final HttpServer server;

  SummarizingService(Path model, int port, int places) throws IOException {
    System.setProperty("sun.net.httpserver.maxReqTime", "30"); // seconds to send a request
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    // Requests that come within 5 ms share a batch.
    summarizer = Summarizer.loader(model).mergeWindow(Duration.ofMillis(5)).load();
    server.createContext("/", new SummaryHandler(summarizer, places));
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(5); // seconds that requests under way have
    threads.shutdown();
    summarizer.close();
  }

  /** Runs the example until a signal. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected MODEL PORT");
    }
    CountDownLatch end = new CountDownLatch(1);
    // No shutdown hook: ONNX Runtime has its own, which would close what requests still use.
    Signal.handle(new Signal("INT"), signal -> end.countDown());
    Signal.handle(new Signal("TERM"), signal -> end.countDown());
    try (var service = new SummarizingService(Path.of(args[0]), Integer.parseInt(args[1]), 64)) {
      System.out.println("Listening on port " + service.port());
      end.await();
    }
  }
}
