package io.summarizer.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airlift.compress.lz4.Lz4Compressor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.parquet.format.Encoding;
import org.junit.jupiter.api.Test;

/** Pages that promise more than they have, and forms that no writer at hand makes. */
class DecodersTest {
  @Test
  void runs_areOfOneValueOrPacked() {
    // Three times 5, then 0 to 7 in 3 bits each: the example of the format's definition.
    var decoder = new RunLengthDecoder(bytes("06 05 03 88C6FA"), 3);
    assertThat(List.of(decoder.next(), decoder.next(), decoder.next())).containsOnly(5);
    for (int i = 0; i < 8; i++) {
      assertThat(decoder.next()).isEqualTo(i);
    }
    assertThatExceptionOfType(BufferUnderflowException.class).isThrownBy(decoder::next);
  }

  @Test
  void packedRun_mayClaimAnyLength() {
    var decoder = new RunLengthDecoder(bytes("FFFFFFFF0F AA"), 1);
    for (int i = 0; i < 8; i++) {
      assertThat(decoder.next()).isEqualTo(i % 2);
    }
    assertThatExceptionOfType(BufferUnderflowException.class).isThrownBy(decoder::next);
  }

  @Test
  void pieceAboveTheLimit_isRefusedWhateverTheHeap() {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(() -> Memory.allocate((1 << 28) + 1))
        .withMessage(
            "it claims 268,435,457 bytes in one piece, of which at most 268,435,456 are taken");
  }

  @Test
  void emptyRuns_haveAnEnd() {
    assertThatExceptionOfType(BufferUnderflowException.class)
        .isThrownBy(new RunLengthDecoder(bytes("00 01 00 01 01 01"), 1)::next);
  }

  @Test
  void runOfTooManyValues_isRefused() {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(new RunLengthDecoder(bytes("FFFFFFFFFF01 00"), 1)::next)
        .withMessage("it has a run of 34359738367 values");
  }

  @Test
  void widthOfNoInteger_isRefused() {
    for (int width : new int[] {-1, 33}) {
      assertThatExceptionOfType(MalformedPage.class)
          .isThrownBy(() -> new RunLengthDecoder(bytes(""), width))
          .withMessage("its integers have " + width + " bits");
    }
  }

  @Test
  void levelAboveTheHighest_isRefused() {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(RunLengthDecoder.levels(bytes("02 03"), 2)::getAsInt)
        .withMessage("it has a level of 3 where 2 is the highest");
  }

  @Test
  void integerWithoutEnd_isRefused() {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(() -> Varint.read(bytes("FF".repeat(20))))
        .withMessage("it has an integer of more than 64 bits");
  }

  @Test
  void deltas_mayClaimAnyNumberOfValues() {
    // Blocks of 128 in 4 miniblocks, 2^30 values from -1 on, and no block.
    var integers = new DeltaIntegers(bytes("8001 04 8080808004 01 00 00000000"));
    assertThat(integers.next()).isEqualTo(-1);
    for (int i = 1; i <= 128; i++) {
      assertThat(integers.next()).as("value %d", i).isEqualTo(-1);
    }
    assertThatExceptionOfType(BufferUnderflowException.class).isThrownBy(integers::next);
  }

  @Test
  void deltasBeyondTheirNumber_areRefused() {
    var integers = new DeltaIntegers(bytes("8001 04 01 05"));
    assertThat(integers.next()).isEqualTo(-3);
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(integers::next)
        .withMessage("it has fewer values than it announces");
  }

  @Test
  void deltasWithASenselessHeader_areRefused() {
    for (String header :
        List.of(
            "00 04 05 00", // blocks of none
            "8001 00 05 00", // no miniblocks
            "8001 03 05 00", // miniblocks of 42 and two thirds
            "8001 20 05 00", // miniblocks of 4
            "80808080808080808001 8080808080808080 20 05 00", // blocks of 2^63
            "8080808008 8080808008 05 00", // more miniblocks than bytes
            "8001 04 FFFFFFFFFFFFFFFFFF01 00", // less than no value
            "8001 04 FFFFFFFFFF01 00")) { // too many
      assertThatExceptionOfType(MalformedPage.class)
          .as(header)
          .isThrownBy(() -> new DeltaIntegers(bytes(header)))
          .withMessage("its header of delta encoding makes no sense");
    }
  }

  @Test
  void textsLongerThanThePage_areRefused() {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(new PlainTexts(bytes("FFFFFF7F 41"))::next)
        .withMessage("it has a text of 2147483647 bytes where 1 are left");
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(new PlainTexts(bytes("FFFFFFFF 41"))::next)
        .withMessage("it has a text of -1 bytes where 1 are left");
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(new DeltaLengthTexts(bytes("8001 04 01 06 4142"))::next)
        .withMessage("it has a text of 3 bytes where 2 are left");
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(new DeltaTexts(bytes("8001 04 01 02 8001 04 01 02 41"))::next)
        .withMessage("it has a text that shares 1 bytes with one of 0");
  }

  @Test
  void encodingsOfOtherContent_areRefused() {
    assertNotRead(Encoding.DELTA_BINARY_PACKED, Content.TEXT);
    assertNotRead(Encoding.DELTA_BYTE_ARRAY, Content.INT64);
    assertNotRead(Encoding.DELTA_LENGTH_BYTE_ARRAY, Content.INT32);
    assertNotRead(Encoding.BYTE_STREAM_SPLIT, Content.INT64);
  }

  private static void assertNotRead(Encoding encoding, Content content) {
    assertThatExceptionOfType(MalformedPage.class)
        .isThrownBy(() -> Values.of(encoding, content, bytes("00"), null))
        .withMessage("its values have the encoding " + encoding + ", which is not read here")
        .matches(e -> e.remedy().equals("write the file again without it"));
  }

  @Test
  void lz4WithoutHadoopsLengths_isUnpackedToo() {
    byte[] text = "again and again and again and again".getBytes(StandardCharsets.UTF_8);
    byte[] packed = new byte[100];
    int length = new Lz4Compressor().compress(text, 0, text.length, packed, 0, packed.length);
    assertThat(Decompressor.LZ4.decompress(Arrays.copyOf(packed, length), 0, length, text.length))
        .isEqualTo(text);
  }

  @Test
  void textThatIsNotUtf8_isTold() {
    assertThat(Utf8.decode(new byte[] {'a', (byte) 0xC3, (byte) 0xA9, 'b'}, 1, 2)).isEqualTo("é");
    assertThatExceptionOfType(MalformedText.class)
        .isThrownBy(() -> Utf8.decode(new byte[] {'a', (byte) 0xC3, (byte) 0xA9}, 0, 2))
        .matches(e -> e.culprit() == (byte) 0xC3);
    assertThatExceptionOfType(MalformedText.class) // a surrogate
        .isThrownBy(() -> Utf8.decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, 0, 3))
        .matches(e -> e.culprit() == (byte) 0xED);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
