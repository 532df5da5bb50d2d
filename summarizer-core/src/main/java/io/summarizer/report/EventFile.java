package io.summarizer.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of TFRecords, which only grows. Each record goes to the operating system in one write, so
 * that a process that dies loses none but the one it was writing.
 *
 * <p>A record is its length (8 bytes), the masked CRC-32C of the length (4), the bytes, and their
 * masked CRC-32C (4), all little-endian; see <a
 * href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">TFRecords
 * format details</a>.
 */
final class EventFile implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{1,18})\\..*");
  private static final int MASK = 0xa282ead8;
  private static final int FRAME = 16;

  private final Path path;
  // Not a channel: those close when their thread is interrupted, as a cancelled run's is.
  private final RandomAccessFile file;

  private EventFile(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Begins a new file, named so that it sorts behind every event file of the directory: TensorBoard
   * reads them in the order of their names.
   *
   * @param seconds the time since 1970
   */
  static EventFile create(Path directory, long seconds, String host, long process)
      throws IOException {
    Files.createDirectories(directory);
    long unused = Math.max(seconds, newest(directory) + 1);
    Path path =
        Files.createFile(
            directory.resolve(
                String.format(
                    Locale.ROOT,
                    "events.out.tfevents.%010d.%s.%d.0",
                    unused,
                    host.replaceAll("[^A-Za-z0-9-]", "_"),
                    process)));
    return new EventFile(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  private static long newest(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Matcher> names =
          files.map(file -> NAME.matcher(String.valueOf(file.getFileName()))).toList();
      return names.stream()
          .filter(Matcher::matches)
          .mapToLong(name -> Long.parseLong(name.group(1)))
          .max()
          .orElse(-1);
    }
  }

  Path path() {
    return path;
  }

  void append(byte[] record) throws IOException {
    long whole = file.length();
    try {
      file.write(framed(record));
    } catch (IOException e) {
      // Half a record, of a full disk say, would hide all that follow it.
      file.setLength(whole);
      file.seek(whole);
      throw e;
    }
  }

  private static byte[] framed(byte[] record) {
    ByteBuffer frame = ByteBuffer.allocate(FRAME + record.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(record.length);
    frame.putInt(maskedCrc(frame.array(), Long.BYTES));
    frame.put(record);
    frame.putInt(maskedCrc(record, record.length));
    return frame.array();
  }

  private static int maskedCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      file.getFD().sync();
    }
  }
}
