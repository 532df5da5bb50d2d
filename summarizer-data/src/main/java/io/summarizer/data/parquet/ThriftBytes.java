package io.summarizer.data.parquet;

import java.io.IOException;
import java.io.InputStream;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TTransport;
import shaded.parquet.org.apache.thrift.transport.TTransportException;

/** The bytes that Thrift reads, and no more of them than a structure may have. */
final class ThriftBytes extends TTransport {
  private final InputStream in;
  private long left;

  ThriftBytes(InputStream in, int maxBytes) {
    this.in = in;
    this.left = maxBytes;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws TTransportException {
    checkReadBytesAvailable(length);
    try {
      int count = in.read(target, offset, length);
      left -= Math.max(count, 0);
      return count;
    } catch (IOException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  public void checkReadBytesAvailable(long length) throws TTransportException {
    if (length < 0 || length > left) {
      throw new TTransportException("it claims " + length + " bytes where " + left + " are left");
    }
  }

  @Override
  public void updateKnownMessageSize(long size) {
    // The size is known from the start.
  }

  @Override
  public TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {
    // It is open from the start.
  }

  @Override
  public void close() {
    // Whoever opened the stream closes it.
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    throw new UnsupportedOperationException("these bytes are read only");
  }
}
