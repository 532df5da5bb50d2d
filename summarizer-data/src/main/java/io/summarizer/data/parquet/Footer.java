package io.summarizer.data.parquet;

import io.summarizer.data.DataException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/** The end of a file: its metadata, their length and the format's magic number. */
final class Footer {
  private static final String MAGIC = "PAR1";
  private static final String MAGIC_OF_ENCRYPTED = "PARE";
  private static final int MAGIC_SIZE = 4;
  private static final int TAIL_SIZE = 4 + MAGIC_SIZE;

  /** As a file of a hundred thousand row groups may have. */
  private static final int MAX_SIZE = 1 << 26;

  private Footer() {}

  /**
   * Reads the metadata and checks that their row counts agree.
   *
   * @throws DataException if the file has none, or they are encrypted or damaged
   */
  static FileMetaData read(FileBytes file) {
    Place place = file.place();
    if (file.size() == 0) {
      throw new DataException(place.name() + " is empty; expected a Parquet file");
    }
    if (file.size() < MAGIC_SIZE + TAIL_SIZE || !magic(file, 0).startsWith("PAR")) {
      throw notParquet(place, "it does not start with " + MAGIC);
    }
    String magic = magic(file, file.size() - MAGIC_SIZE);
    if (magic.equals(MAGIC_OF_ENCRYPTED)) {
      throw place.unusable("its footer is encrypted", "decrypt the file");
    }
    if (!magic.equals(MAGIC)) {
      throw notParquet(place, "it does not end with " + MAGIC);
    }
    FileMetaData metadata = parse(file, place);
    checkRowCounts(metadata, place);
    return metadata;
  }

  private static FileMetaData parse(FileBytes file, Place place) {
    long end = file.size() - TAIL_SIZE;
    int length = bytes(file, end, Integer.BYTES).getInt();
    if (length <= 0 || length > end - MAGIC_SIZE) {
      throw place.damaged(
          String.format(
              Locale.ROOT,
              "its footer claims %,d bytes, but the file has %,d",
              Integer.toUnsignedLong(length),
              file.size()));
    }
    if (length > MAX_SIZE) {
      throw place.unusable(
          String.format(
              Locale.ROOT, "its footer has %,d bytes, but at most %,d are read", length, MAX_SIZE),
          "write the file again with larger row groups");
    }
    try {
      byte[] footer = Memory.allocate(length);
      file.read(end - length, ByteBuffer.wrap(footer));
      return BoundedThrift.fileMetaData(new ByteArrayInputStream(footer), length);
    } catch (MalformedPage e) {
      throw place.unreadable(
          new MalformedPage("its footer cannot be read: " + e.finding(), e.remedy(), e));
    }
  }

  private static void checkRowCounts(FileMetaData metadata, Place place) {
    long rows = 0;
    for (RowGroup group : metadata.getRow_groups()) {
      if (group.getNum_rows() < 0 || group.getNum_rows() > Long.MAX_VALUE - rows) {
        throw place.damaged("a row group claims " + group.getNum_rows() + " rows");
      }
      rows += group.getNum_rows();
    }
    if (rows != metadata.getNum_rows()) {
      throw place.damaged(
          "its footer counts " + metadata.getNum_rows() + " rows, but its row groups have " + rows);
    }
  }

  private static String magic(FileBytes file, long position) {
    return new String(bytes(file, position, MAGIC_SIZE).array(), StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer bytes(FileBytes file, long position, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.read(position, bytes);
    return bytes.flip();
  }

  private static DataException notParquet(Place place, String finding) {
    return place.unusable(
        finding, "it is no Parquet file or only a part of one, so copy or write it again");
  }
}
