package io.summarizer.data.parquet;

import java.io.InputStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TMap;
import shaded.parquet.org.apache.thrift.protocol.TProtocolException;
import shaded.parquet.org.apache.thrift.protocol.TSet;
import shaded.parquet.org.apache.thrift.protocol.TStruct;

/**
 * Reads Parquet's Thrift structures, in Thrift's compact protocol, with as much memory and stack as
 * their bytes may need and no more, whatever sizes and depths they claim.
 */
final class BoundedThrift extends TCompactProtocol {
  /** Parquet's structures nest to a depth of about ten. */
  private static final int MAX_DEPTH = 64;

  /** Each structure and element may take a hundred bytes where it has one or two in the file. */
  private static final int MAX_ELEMENTS = 1 << 21;

  private int depth;
  private long elements;

  private BoundedThrift(InputStream in, int maxBytes) {
    super(new ThriftBytes(in, maxBytes), maxBytes, maxBytes);
  }

  /** Reads the metadata that a footer of so many bytes holds. */
  static FileMetaData fileMetaData(InputStream in, int maxBytes) {
    return read(new FileMetaData(), in, maxBytes);
  }

  /** Reads the header of a page, of so many bytes at most. */
  static PageHeader pageHeader(InputStream in, int maxBytes) {
    return read(new PageHeader(), in, maxBytes);
  }

  private static <T extends TBase<?, ?>> T read(T structure, InputStream in, int maxBytes) {
    try {
      structure.read(new BoundedThrift(in, maxBytes));
      return structure;
    } catch (TException | IllegalArgumentException | IllegalStateException e) {
      // Thrift may print all that it has read so far, which is no help in a message.
      throw new MalformedPage(String.valueOf(e.getMessage()).replaceFirst("(?s) Struct:.*", ""), e);
    }
  }

  @Override
  public TStruct readStructBegin() throws TException {
    enter();
    count(1);
    return super.readStructBegin();
  }

  @Override
  public void readStructEnd() throws TException {
    super.readStructEnd();
    depth--;
  }

  @Override
  public TList readListBegin() throws TException {
    enter();
    TList list = super.readListBegin();
    count(list.size);
    return list;
  }

  @Override
  public void readListEnd() throws TException {
    super.readListEnd();
    depth--;
  }

  @Override
  public TMap readMapBegin() throws TException {
    throw new TProtocolException("a map, of which Parquet's structures have none");
  }

  @Override
  public TSet readSetBegin() throws TException {
    throw new TProtocolException("a set, of which Parquet's structures have none");
  }

  private void count(int more) throws TException {
    elements += more;
    if (elements > MAX_ELEMENTS) {
      throw new TProtocolException("more than " + MAX_ELEMENTS + " structures");
    }
  }

  private void enter() throws TException {
    if (++depth > MAX_DEPTH) {
      throw new TProtocolException("structures nested deeper than " + MAX_DEPTH);
    }
  }
}
