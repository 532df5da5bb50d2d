package io.summarizer.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads event files by their format alone, sharing nothing with the writer. */
final class EventFileContents {
  /** What a test looks at in an event; fields that are not there have protobuf's defaults. */
  static final class Event {
    double wallTime;
    long step;
    String fileVersion = "";
    long sessionStatus;
    String tag = "";
    @Nullable Float scalar;
    String plugin = "";
    ByteString pluginContent = ByteString.EMPTY;
    final List<Long> shape = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
  }

  private EventFileContents() {}

  static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = take(bytes, 8);
      check(length, bytes.getInt());
      byte[] record =
          take(bytes, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      check(record, bytes.getInt());
      events.add(event(CodedInputStream.newInstance(record)));
    }
    return events;
  }

  private static byte[] take(ByteBuffer bytes, int length) {
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  private static void check(byte[] bytes, int stored) {
    int crc = crc32c(bytes);
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    if (masked != stored) {
      throw new AssertionError("checksum " + Integer.toHexString(stored) + " does not match");
    }
  }

  /** Bit by bit: the reflected polynomial 0x82f63b78, all ones before and after. */
  private static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) * 0x82f63b78);
      }
    }
    return ~crc;
  }

  private interface Fields {
    /** Takes a field's value off the input, or returns false. */
    boolean take(int number, CodedInputStream in) throws IOException;
  }

  private static void message(CodedInputStream in, Fields fields) throws IOException {
    for (int key = in.readTag(); key != 0; key = in.readTag()) {
      if (!fields.take(WireFormat.getTagFieldNumber(key), in)) {
        in.skipField(key);
      }
    }
  }

  private static CodedInputStream nested(CodedInputStream in) throws IOException {
    return in.readBytes().newCodedInput();
  }

  private static Event event(CodedInputStream record) throws IOException {
    Event event = new Event();
    message(
        record,
        (number, in) -> {
          switch (number) {
            case 1 -> event.wallTime = in.readDouble();
            case 2 -> event.step = in.readInt64();
            case 3 -> event.fileVersion = in.readStringRequireUtf8();
            case 5 -> message(nested(in), (n, summary) -> value(event, nested(summary)));
            case 7 -> message(nested(in), (n, log) -> n == 1 && status(event, log));
            default -> {
              return false;
            }
          }
          return true;
        });
    return event;
  }

  private static boolean status(Event event, CodedInputStream log) throws IOException {
    event.sessionStatus = log.readEnum();
    return true;
  }

  private static boolean value(Event event, CodedInputStream value) throws IOException {
    message(
        value,
        (number, in) -> {
          switch (number) {
            case 1 -> event.tag = in.readStringRequireUtf8();
            case 2 -> event.scalar = in.readFloat();
            case 8 -> message(nested(in), (n, tensor) -> tensor(event, n, tensor));
            case 9 ->
                message(nested(in), (n, metadata) -> n == 1 && plugin(event, nested(metadata)));
            default -> {
              return false;
            }
          }
          return true;
        });
    return true;
  }

  private static boolean tensor(Event event, int number, CodedInputStream tensor)
      throws IOException {
    switch (number) {
      case 2 -> message(nested(tensor), (n, shape) -> dimension(event, nested(shape)));
      case 8 -> event.texts.add(tensor.readStringRequireUtf8());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean dimension(Event event, CodedInputStream dimension) throws IOException {
    message(dimension, (number, in) -> number == 1 && event.shape.add(in.readInt64()));
    return true;
  }

  private static boolean plugin(Event event, CodedInputStream plugin) throws IOException {
    message(
        plugin,
        (number, in) -> {
          if (number == 1) {
            event.plugin = in.readStringRequireUtf8();
          } else {
            event.pluginContent = in.readBytes();
          }
          return true;
        });
    return true;
  }
}
