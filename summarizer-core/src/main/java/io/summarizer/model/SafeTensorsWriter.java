package io.summarizer.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.summarizer.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes float32 tensors as a safetensors file.
 *
 * <p>The file is byte for byte what Python's {@code safetensors.torch.save_file(tensors, file,
 * metadata={"format": "pt"})} writes: tensors in the order of their names' UTF-8 bytes, the header
 * padded with spaces to a multiple of 8. Tensors are streamed one after the other, so no second
 * copy of the model is held.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors format</a>
 */
public final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;
  private static final int BUFFER_BYTES = 1 << 20;

  /** The escapes of the reference implementation, for names that need them. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private SafeTensorsWriter() {}

  /**
   * Writes a file and forces it to the storage device.
   *
   * <p>An existing file is overwritten in place; {@link AtomicDirectory} is the way to replace one
   * without a moment in which neither is whole.
   *
   * @param file the file to write
   * @param tensors names and shapes; their order does not matter
   * @param values asked once per tensor, in the order of the file
   * @throws CheckpointException if it cannot be written
   * @throws IllegalArgumentException if a name comes twice or is {@code __metadata__}, the header
   *     exceeds the format's 100 MB, or {@code values} returns a buffer of the wrong size
   */
  public static void write(Path file, Collection<ParameterSpec> tensors, ParameterValues values) {
    List<ParameterSpec> sorted =
        tensors.stream()
            .sorted((a, b) -> Arrays.compareUnsigned(utf8(a.name()), utf8(b.name())))
            .toList();
    ByteBuffer header = header(sorted);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, header);
      ByteBuffer chunk = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (ParameterSpec spec : sorted) {
        FloatBuffer elements = values.of(spec).duplicate();
        if (elements.remaining() != spec.elements()) {
          throw new IllegalArgumentException(
              "tensor '"
                  + spec.name()
                  + "' of shape "
                  + spec.shape()
                  + " has "
                  + spec.elements()
                  + " elements, but "
                  + elements.remaining()
                  + " were given");
        }
        write(channel, elements, chunk);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be written", e);
    }
  }

  private static ByteBuffer header(List<ParameterSpec> sorted) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Set<String> names = new HashSet<>(Set.of(SafeTensorsHeader.METADATA));
    try (JsonGenerator json =
        JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeObjectPropertyStart(SafeTensorsHeader.METADATA);
      json.writeStringProperty("format", "pt");
      json.writeEndObject();
      long offset = 0;
      for (ParameterSpec spec : sorted) {
        if (!names.add(spec.name())) {
          throw new IllegalArgumentException(
              "tensor name '" + spec.name() + "' is reserved or comes twice");
        }
        long end = Math.addExact(offset, Math.multiplyExact(spec.elements(), Float.BYTES));
        json.writeObjectPropertyStart(spec.name());
        json.writeStringProperty("dtype", DType.F32.name());
        json.writeName("shape");
        writeArray(json, spec.shape());
        json.writeName("data_offsets");
        writeArray(json, List.of(offset, end));
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    while (out.size() % ALIGNMENT != 0) {
      out.write(' ');
    }
    if (out.size() > SafeTensorsHeader.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the header of "
              + sorted.size()
              + " tensors takes "
              + out.size()
              + " bytes; safetensors allows "
              + SafeTensorsHeader.MAX_BYTES);
    }
    return ByteBuffer.allocate(Long.BYTES + out.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(out.size())
        .put(out.toByteArray())
        .flip();
  }

  private static void writeArray(JsonGenerator json, List<Long> values) {
    json.writeStartArray();
    values.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private static void write(FileChannel channel, FloatBuffer elements, ByteBuffer chunk)
      throws IOException {
    while (elements.hasRemaining()) {
      int count = Math.min(elements.remaining(), BUFFER_BYTES / Float.BYTES);
      chunk.clear();
      chunk.asFloatBuffer().put(elements.slice(elements.position(), count));
      elements.position(elements.position() + count);
      writeFully(channel, chunk.limit(count * Float.BYTES));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
