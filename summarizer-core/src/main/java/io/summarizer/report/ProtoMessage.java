package io.summarizer.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;

/**
 * A protobuf message put together by field numbers, for formats whose generated classes are not
 * worth a dependency. Fields are written in the order of their numbers, as protobuf's own encoders
 * do; a field given several times is a repeated one.
 */
final class ProtoMessage {
  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  ProtoMessage varint(int number, long value) {
    return with(number, Field.newBuilder().addVarint(value));
  }

  ProtoMessage number(int number, double value) {
    return with(number, Field.newBuilder().addFixed64(Double.doubleToRawLongBits(value)));
  }

  ProtoMessage number(int number, float value) {
    return with(number, Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)));
  }

  ProtoMessage text(int number, String value) {
    return bytes(number, ByteString.copyFromUtf8(value));
  }

  ProtoMessage message(int number, ProtoMessage value) {
    return bytes(number, value.fields.build().toByteString());
  }

  byte[] toByteArray() {
    return fields.build().toByteArray();
  }

  private ProtoMessage bytes(int number, ByteString value) {
    return with(number, Field.newBuilder().addLengthDelimited(value));
  }

  private ProtoMessage with(int number, Field.Builder field) {
    fields.mergeField(number, field.build());
    return this;
  }
}
