package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.json.JsonFactory;

/**
 * The table of contents at the start of a safetensors file, checked against the file's size.
 *
 * <p>The file is not trusted: everything that is used later (types, shapes, offsets) is checked
 * here, by the rules of the reference implementation, and the JSON is parsed as a stream so that a
 * hostile header of the largest size is refused at its first fault, not after it filled the heap.
 */
final class SafeTensorsHeader {
  /** The largest header the format allows, in bytes. */
  static final int MAX_BYTES = 100_000_000;

  static final String METADATA = "__metadata__";

  /** As many axes as NumPy's arrays may have. */
  private static final int MAX_RANK = 64;

  private static final int PREFIX_BYTES = 8;
  private static final String GIT_LFS_POINTER = "version ";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A tensor and where its bytes lie, counted from the end of the header. */
  record Entry(TensorInfo info, long begin, long end) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private long dataStart;

  private SafeTensorsHeader(Path file) {
    this.file = file;
  }

  static SafeTensorsHeader read(FileChannel channel, Path file) throws IOException {
    SafeTensorsHeader header = new SafeTensorsHeader(file);
    String json = header.readJson(channel);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      header.parse(parser);
    } catch (JacksonException e) {
      throw header.failure("the header is not valid JSON: " + Json.reason(e));
    }
    header.checkLayout(channel.size() - header.dataStart);
    return header;
  }

  /** The tensors by name, in the header's order. */
  Map<String, Entry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** The position in the file where the tensors' bytes begin. */
  long dataStart() {
    return dataStart;
  }

  private String readJson(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < PREFIX_BYTES) {
      throw failure("is not a safetensors file: it has only " + size + " bytes");
    }
    ByteBuffer prefix = read(channel, 0, PREFIX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long length = prefix.getLong(0);
    if (Long.compareUnsigned(length, MAX_BYTES) > 0) {
      String text = UTF_8.decode(prefix).toString();
      throw failure(
          "is not a safetensors file: it announces a header of "
              + Long.toUnsignedString(length)
              + " bytes, at most "
              + MAX_BYTES
              + " are allowed"
              + (text.equals(GIT_LFS_POINTER)
                  ? "; it looks like a Git LFS pointer, fetch the weights with `git lfs pull`"
                  : ""));
    }
    if (length > size - PREFIX_BYTES) {
      throw failure(
          "is truncated or not a safetensors file: it announces a header of "
              + length
              + " bytes, but only "
              + (size - PREFIX_BYTES)
              + " bytes follow");
    }
    dataStart = PREFIX_BYTES + length;
    try {
      return UTF_8.newDecoder().decode(read(channel, PREFIX_BYTES, (int) length)).toString();
    } catch (CharacterCodingException e) {
      throw failure("the header is not UTF-8", e);
    }
  }

  private ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw failure("became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private void parse(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw failure("the header must be a JSON object, but starts with " + token(parser));
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (name.equals(METADATA)) {
        parseMetadata(parser);
      } else {
        entries.put(name, parseEntry(parser, name));
      }
    }
    if (parser.nextToken() != null) {
      throw failure("the header goes on after its JSON object with " + token(parser));
    }
  }

  private void parseMetadata(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw failure(METADATA + " must be an object of strings, but is " + token(parser));
    }
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        throw failure(
            METADATA + " '" + Excerpt.of(key) + "' must be a string, but is " + token(parser));
      }
      metadata.put(key, parser.getString());
    }
  }

  private Entry parseEntry(JsonParser parser, String name) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw failure(name, "must be described by an object, but is " + token(parser));
    }
    DType dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    for (String field = parser.nextName(); field != null; field = parser.nextName()) {
      parser.nextToken();
      switch (field) {
        case "dtype" -> dtype = parseDType(parser, name);
        case "shape" -> shape = parseIntegers(parser, name, field);
        case "data_offsets" -> offsets = parseIntegers(parser, name, field);
        default -> parser.skipChildren(); // as the reference implementation does
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw failure(
          name, "lacks " + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
    }
    return entry(new TensorInfo(name, dtype, shape), offsets);
  }

  private DType parseDType(JsonParser parser, String name) {
    String text = token(parser);
    return DType.of(text)
        .orElseThrow(
            () ->
                failure(
                    name,
                    "has the unknown dtype "
                        + text
                        + "; known are "
                        + Arrays.toString(DType.values())));
  }

  private List<Long> parseIntegers(JsonParser parser, String name, String field) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw failure(name, field + " must be an array of integers, but is " + token(parser));
    }
    List<Long> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long value;
      try {
        value = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
      } catch (InputCoercionException e) {
        value = -1;
      }
      if (value < 0) {
        throw failure(
            name,
            field
                + " must hold integers from 0 to "
                + Long.MAX_VALUE
                + ", but holds "
                + token(parser));
      }
      values.add(value);
      if (values.size() > MAX_RANK) {
        throw failure(name, field + " must hold at most " + MAX_RANK + " integers, but holds more");
      }
    }
    return values;
  }

  private Entry entry(TensorInfo info, List<Long> offsets) {
    String name = info.name();
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw failure(
          name, "data_offsets must be [begin, end] with begin <= end, but are " + offsets);
    }
    long expected;
    try {
      expected = info.byteSize();
      if (info.elements() * info.dtype().bits() % 8 != 0) {
        throw failure(name, "shape " + info.shape() + " does not fill whole bytes");
      }
    } catch (ArithmeticException e) {
      throw failure(name, "shape " + info.shape() + " is larger than any file");
    }
    long actual = offsets.get(1) - offsets.get(0);
    if (actual != expected) {
      throw failure(
          name,
          info.dtype()
              + " "
              + info.shape()
              + " takes "
              + expected
              + " bytes, but data_offsets "
              + offsets
              + " span "
              + actual);
    }
    return new Entry(info, offsets.get(0), offsets.get(1));
  }

  /** The tensors must cover the data exactly: no overlap, no hole, nothing before or behind. */
  private void checkLayout(long dataBytes) {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long covered = 0;
    for (Entry entry : sorted) {
      String name = entry.info().name();
      if (entry.end() > dataBytes) {
        throw failure(
            name,
            "ends at byte "
                + entry.end()
                + " of the data, but the file holds only "
                + dataBytes
                + ": it is truncated");
      }
      if (entry.begin() < covered) {
        throw failure(
            name,
            "begins at byte "
                + entry.begin()
                + " of the data, inside another tensor that ends at byte "
                + covered);
      }
      if (entry.begin() > covered) {
        throw failure(
            name,
            "begins at byte "
                + entry.begin()
                + " of the data and leaves a hole from byte "
                + covered);
      }
      covered = entry.end();
    }
    if (covered != dataBytes) {
      throw failure("holds " + dataBytes + " bytes of data, but its tensors take only " + covered);
    }
  }

  private static String token(JsonParser parser) {
    @Nullable JsonToken token = parser.currentToken();
    return token == null
        ? "nothing"
        : token.isScalarValue() ? Excerpt.of(parser.getString()) : token.name();
  }

  private CheckpointException failure(String tensor, String problem) {
    return failure("tensor '" + Excerpt.of(tensor) + "' " + problem);
  }

  private CheckpointException failure(String problem) {
    return new CheckpointException(file, problem);
  }

  private CheckpointException failure(String problem, Exception cause) {
    return new CheckpointException(file, problem, cause);
  }
}
