package io.summarizer.model;

import io.summarizer.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file opened for reading.
 *
 * <p>Each tensor is memory-mapped on its own when it is asked for, so the file may be larger than 2
 * GiB and reading costs no heap; one tensor must stay below 2 GiB. Opening checks the whole table
 * of contents against the file. Safe for use by several threads; an interrupt of one that reads
 * closes the file for all of them, as with every {@link FileChannel}.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors format</a>
 */
public final class SafeTensorsFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final SafeTensorsHeader header;

  private SafeTensorsFile(Path file, FileChannel channel, SafeTensorsHeader header) {
    this.file = file;
    this.channel = channel;
    this.header = header;
  }

  /**
   * Opens a file and checks its table of contents.
   *
   * @param file a .safetensors file
   * @return the open file
   * @throws CheckpointException if it cannot be read, is not in the format, or is truncated
   */
  public static SafeTensorsFile open(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would never open
      throw new CheckpointException(file, "is to be a file, but is something else");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be opened", e);
    }
    try {
      return new SafeTensorsFile(file, channel, SafeTensorsHeader.read(channel, file));
    } catch (IOException | RuntimeException e) {
      try {
        channel.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e instanceof RuntimeException problem
          ? problem
          : new CheckpointException(file, "cannot be read", e);
    }
  }

  /** The names of the tensors, in the header's order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.entries().keySet());
  }

  /** The file's free-form annotations; writers of PyTorch checkpoints put {@code format=pt}. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /**
   * The type and shape of a tensor.
   *
   * @param name one of {@link #names()}
   * @return what the file says of it
   * @throws CheckpointException if the file has no such tensor
   */
  public TensorInfo info(String name) {
    return entry(name).info();
  }

  /**
   * A tensor's bytes, mapped from the file.
   *
   * @param name one of {@link #names()}
   * @return a read-only little-endian view; it stays valid after {@link #close()}
   * @throws CheckpointException if the file has no such tensor, the tensor has 2 GiB or more, or
   *     the file cannot be read
   * @throws IllegalStateException if the file is closed
   */
  public ByteBuffer bytes(String name) {
    SafeTensorsHeader.Entry entry = entry(name);
    long size = entry.end() - entry.begin();
    if (size > Integer.MAX_VALUE) {
      throw new CheckpointException(
          file, "tensor '" + name + "' has " + size + " bytes; one tensor must be below 2 GiB");
    }
    try {
      return channel
          .map(MapMode.READ_ONLY, header.dataStart() + entry.begin(), size)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (ClosedByInterruptException e) {
      throw new CheckpointException(file, "tensor '" + name + "' cannot be read", e);
    } catch (ClosedChannelException e) {
      throw new IllegalStateException(file + " is closed; open it again", e);
    } catch (IOException e) {
      throw new CheckpointException(file, "tensor '" + name + "' cannot be read", e);
    }
  }

  /**
   * Reads a tensor as float32, row-major.
   *
   * <p>F32 is copied; F16 and BF16 are widened, which is exact (subnormals, infinities and NaN
   * included). Other types are refused.
   *
   * @param name one of {@link #names()}
   * @param destination receives the elements from its position on, which advances past them
   * @throws CheckpointException if the file has no such tensor, its type is not F32, F16 or BF16,
   *     or it cannot be read
   * @throws IllegalArgumentException if the destination has too little room
   */
  public void readFloats(String name, FloatBuffer destination) {
    TensorInfo info = info(name);
    if (!info.dtype().isConvertible()) {
      throw new CheckpointException(
          file,
          "tensor '"
              + name
              + "' is "
              + info.dtype()
              + "; can be read as float32: "
              + DType.convertible());
    }
    if (destination.remaining() < info.elements()) {
      throw new IllegalArgumentException(
          "tensor '"
              + name
              + "' has "
              + info.elements()
              + " elements, but the destination has room"
              + " for only "
              + destination.remaining());
    }
    ByteBuffer bytes = bytes(name);
    switch (info.dtype()) {
      case F32 -> destination.put(bytes.asFloatBuffer());
      case F16 -> {
        for (ShortBuffer halves = bytes.asShortBuffer(); halves.hasRemaining(); ) {
          destination.put(HalfPrecision.fromFloat16(halves.get()));
        }
      }
      default -> {
        for (ShortBuffer halves = bytes.asShortBuffer(); halves.hasRemaining(); ) {
          destination.put(HalfPrecision.fromBfloat16(halves.get()));
        }
      }
    }
  }

  /** Closes the file; views from {@link #bytes} stay valid. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CheckpointException(file, "cannot be closed", e);
    }
  }

  private SafeTensorsHeader.Entry entry(String name) {
    SafeTensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new CheckpointException(
          file,
          "has no tensor '"
              + Excerpt.of(name)
              + "'; it has "
              + Excerpt.of(header.entries().keySet()));
    }
    return entry;
  }
}
