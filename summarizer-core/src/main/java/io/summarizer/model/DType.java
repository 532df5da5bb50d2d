package io.summarizer.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The element types of the safetensors format.
 *
 * <p>All can be listed and read as bytes; {@link SafeTensorsFile#readFloats} converts those that
 * {@linkplain #isConvertible() widen to float32 without loss} and that models are stored in.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors format</a>
 */
public enum DType {
  /** One byte per truth value. */
  BOOL(8),
  /** 4-bit float, packed. */
  F4(4),
  /** 6-bit float with 2 exponent bits, packed. */
  F6_E2M3(6),
  /** 6-bit float with 3 exponent bits, packed. */
  F6_E3M2(6),
  /** Unsigned byte. */
  U8(8),
  /** Signed byte. */
  I8(8),
  /** 8-bit float with 5 exponent bits. */
  F8_E5M2(8),
  /** 8-bit float with 4 exponent bits. */
  F8_E4M3(8),
  /** 8-bit power of two. */
  F8_E8M0(8),
  /** 8-bit float with 4 exponent bits, no infinities and no negative zero. */
  F8_E4M3FNUZ(8),
  /** 8-bit float with 5 exponent bits, no infinities and no negative zero. */
  F8_E5M2FNUZ(8),
  /** Signed 16-bit integer. */
  I16(16),
  /** Unsigned 16-bit integer. */
  U16(16),
  /** IEEE 754 half precision. */
  F16(16),
  /** The upper half of a float32. */
  BF16(16),
  /** Signed 32-bit integer. */
  I32(32),
  /** Unsigned 32-bit integer. */
  U32(32),
  /** IEEE 754 single precision. */
  F32(32),
  /** Two float32: real, imaginary. */
  C64(64),
  /** IEEE 754 double precision. */
  F64(64),
  /** Signed 64-bit integer. */
  I64(64),
  /** Unsigned 64-bit integer. */
  U64(64);

  private final int bits;

  DType(int bits) {
    this.bits = bits;
  }

  /** The size of one element in bits. */
  public int bits() {
    return bits;
  }

  /** Whether {@link SafeTensorsFile#readFloats} accepts it: F32, F16 and BF16. */
  public boolean isConvertible() {
    return this == F32 || this == F16 || this == BF16;
  }

  static Optional<DType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static List<DType> convertible() {
    return Arrays.stream(values()).filter(DType::isConvertible).toList();
  }
}
