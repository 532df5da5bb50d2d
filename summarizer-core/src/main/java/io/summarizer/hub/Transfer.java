package io.summarizer.hub;

import io.summarizer.hub.HubErrors.Subject;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings the bytes of a file to the disk, over as many connections as it takes.
 *
 * <p>What a broken connection has left is kept, and the next one continues there, be it of this
 * process or of a later one. Each begins at the hub again, whose redirects to storage servers
 * expire.
 */
final class Transfer {
  /** Fewer bytes are not worth the name of progress, so that a bad server is given up. */
  private static final long PROGRESS = 1 << 20;

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-.*");

  private final HubSettings settings;
  private final HubHttp http;
  private final HubErrors errors;
  private final URI uri;
  private final RemoteFile file;
  private final Path target;
  private final Retries retries;
  private boolean resumed;

  Transfer(HubSettings settings, HubHttp http, HubApi api, RemoteFile file, Path target) {
    this.settings = settings;
    this.http = http;
    this.errors = api.errors();
    this.uri = api.address(file.commit(), file.path());
    this.file = file;
    this.target = target;
    this.retries = new Retries(settings.sleeper(), Retries.LIMIT);
  }

  /** Whether some of the bytes are of an earlier connection. */
  boolean resumed() {
    return resumed;
  }

  /** Returns when the target has all bytes. */
  void run() {
    retries.call(
        () -> {
          try {
            connect();
          } catch (IOException e) {
            throw errors.connection(uri, e);
          }
          return target;
        });
  }

  private void connect() throws IOException, TransientFailure, InterruptedException {
    long have = usable(length());
    if (have > 0 && have == file.size()) {
      resumed = true;
      return;
    }
    checkSpace(have);
    HttpResponse<ResponseBody> answer = http.get(uri, have);
    if (answer.statusCode() == 416 && have > 0) {
      answer.body().close();
      have = 0; // what is here is longer than the file
      answer = http.get(uri, have);
    }
    try (ResponseBody body = answer.body()) {
      errors.check(
          answer, new Subject(Revision.of(file.commit()), file.path()), http.isHub(answer.uri()));
      long start = start(answer, have);
      resumed |= start > 0;
      checkLength(answer, start);
      receive(body, start);
    }
  }

  private long length() {
    try {
      return Files.exists(target, LinkOption.NOFOLLOW_LINKS) ? Files.size(target) : 0;
    } catch (IOException e) {
      throw StorageErrors.unwritable(target, e);
    }
  }

  private long usable(long length) {
    return file.size() >= 0 && length > file.size() ? 0 : length;
  }

  /** A disk that is too small is better told before gigabytes than after. */
  private void checkSpace(long have) {
    try {
      long free = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
      long needed = file.size() - have;
      if (free > 0 && needed > free) { // some file systems tell 0
        throw StorageErrors.tooSmall(target, needed, free);
      }
    } catch (IOException e) {
      // writing will tell
    }
  }

  /** Where the answer's bytes belong; a server that ignores the range begins at 0. */
  private long start(HttpResponse<?> answer, long have) {
    if (answer.statusCode() == 200) {
      return 0;
    }
    String range = answer.headers().firstValue("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (answer.statusCode() == 206 && matcher.matches()) {
      long start = Long.parseLong(matcher.group(1));
      if (start == have) {
        return start;
      }
    }
    throw errors.notAHub(
        answer.uri(),
        "answers a request for the bytes from "
            + have
            + " on with status "
            + answer.statusCode()
            + " and the range '"
            + RelativePath.printable(range)
            + "'");
  }

  private void checkLength(HttpResponse<?> answer, long start) {
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw errors.notAHub(
          answer.uri(),
          "sends the file in the encoding '" + RelativePath.printable(encoding) + "'");
    }
    OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
    if (file.size() >= 0 && length.isPresent() && start + length.getAsLong() != file.size()) {
      throw StorageErrors.wrongSize(file, String.valueOf(start + length.getAsLong()), answer.uri());
    }
  }

  private void receive(ResponseBody body, long start)
      throws IOException, TransientFailure, InterruptedException {
    long position = start;
    try (Output out = new Output()) {
      out.startAt(start);
      settings.listener().onBytes(file.path().name(), position, file.size());
      long counted = position;
      List<ByteBuffer> part = body.next();
      while (!part.isEmpty()) {
        position = write(part, out, position);
        if (position - counted >= PROGRESS) {
          retries.progressed();
          counted = position;
        }
        part = body.next();
      }
      out.force();
    } catch (IOException e) {
      throw errors.brokenOff(file.path(), HubErrors.describe(e), e);
    }
    if (position < file.size()) {
      throw errors.brokenOff(
          file.path(),
          "it ended after " + position + " of " + file.size() + " bytes",
          new EOFException());
    }
  }

  private long write(List<ByteBuffer> part, Output out, long before) {
    long position = before;
    for (ByteBuffer buffer : part) {
      position += buffer.remaining();
      if (file.size() >= 0 && position > file.size()) {
        throw StorageErrors.wrongSize(file, "more", uri);
      }
      out.write(buffer);
    }
    settings.listener().onBytes(file.path().name(), position, file.size());
    return position;
  }

  /** The file on disk; its errors are not those of the connection. */
  private final class Output implements AutoCloseable {
    private final FileChannel channel;

    Output() {
      try {
        channel =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
      } catch (IOException e) {
        throw StorageErrors.unwritable(target, e);
      }
    }

    /** Goes on after the first bytes; those behind them are dropped. */
    void startAt(long start) {
      try {
        channel.truncate(start);
        channel.position(start);
      } catch (IOException e) {
        throw StorageErrors.unwritable(target, e);
      }
    }

    void write(ByteBuffer buffer) {
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw StorageErrors.unwritable(target, e);
      }
    }

    void force() {
      try {
        channel.force(true);
      } catch (IOException e) {
        throw StorageErrors.unwritable(target, e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw StorageErrors.unwritable(target, e);
      }
    }
  }
}
