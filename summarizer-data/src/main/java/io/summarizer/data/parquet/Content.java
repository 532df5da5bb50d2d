package io.summarizer.data.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** What the values of a column are, as far as they are read here. */
enum Content {
  /** Text in UTF-8, each one after its length. */
  TEXT(Type.BYTE_ARRAY, 0),
  /** Integers of 32 bits. */
  INT32(Type.INT32, Integer.BYTES),
  /** Integers of 32 bits without a sign. */
  UINT32(Type.INT32, Integer.BYTES),
  /** Integers of 64 bits. */
  INT64(Type.INT64, Long.BYTES),
  /** Integers of 64 bits without a sign. */
  UINT64(Type.INT64, Long.BYTES);

  private final Type type;
  private final int width;

  Content(Type type, int width) {
    this.type = type;
    this.width = width;
  }

  /** The format's name for how the values lie in the file. */
  Type type() {
    return type;
  }

  /** The bytes that a value takes without encoding; 0 where that varies. */
  int width() {
    return width;
  }

  /** Reads a value of fixed width as it lies in a page without encoding. */
  String integer(ByteBuffer in) {
    return integer(width == Integer.BYTES ? in.getInt() : in.getLong());
  }

  /** Returns an integer in decimal; bits above this width are ignored. */
  String integer(long value) {
    return switch (this) {
      case INT32 -> Integer.toString((int) value);
      case UINT32 -> Integer.toUnsignedString((int) value);
      case INT64 -> Long.toString(value);
      case UINT64 -> Long.toUnsignedString(value);
      case TEXT -> throw new IllegalStateException("a text is no integer");
    };
  }

  /** Returns the content of a primitive column, or null if it is none of these. */
  static @Nullable Content of(SchemaElement element) {
    if (element.getType() == Type.BYTE_ARRAY) {
      return isText(element) ? TEXT : null;
    }
    if (element.getType() == Type.INT32 && isInteger(element)) {
      return isUnsigned(element) ? UINT32 : INT32;
    }
    if (element.getType() == Type.INT64 && isInteger(element)) {
      return isUnsigned(element) ? UINT64 : INT64;
    }
    return null;
  }

  /** Whether bytes are text; some writers leave it unsaid. */
  private static boolean isText(SchemaElement element) {
    LogicalType logical = element.getLogicalType();
    if (logical != null) {
      return logical.isSetSTRING() || logical.isSetJSON() || logical.isSetENUM();
    }
    ConvertedType converted = element.getConverted_type();
    return converted == null
        || converted == ConvertedType.UTF8
        || converted == ConvertedType.JSON
        || converted == ConvertedType.ENUM;
  }

  private static boolean isInteger(SchemaElement element) {
    if (element.getLogicalType() != null) {
      return element.getLogicalType().isSetINTEGER();
    }
    ConvertedType converted = element.getConverted_type();
    return converted == null || isUnsigned(element) || converted.name().startsWith("INT_");
  }

  private static boolean isUnsigned(SchemaElement element) {
    if (element.getLogicalType() != null) {
      return !element.getLogicalType().getINTEGER().isIsSigned();
    }
    return element.getConverted_type() != null
        && element.getConverted_type().name().startsWith("UINT_");
  }
}
