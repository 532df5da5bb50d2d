package io.summarizer.data;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** How a test's file is compressed. */
enum Compression {
  NONE {
    @Override
    OutputStream to(OutputStream out) {
      return out;
    }
  },
  GZIP {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  ZSTD {
    @Override
    OutputStream to(OutputStream out) throws IOException {
      return new ZstdOutputStream(out);
    }
  };

  abstract OutputStream to(OutputStream out) throws IOException;

  byte[] compress(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = to(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  void compress(Path file) throws IOException {
    Files.write(file, compress(Files.readAllBytes(file)));
  }
}
