package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
  private static final int STRINGS_AT = 0x200;
  private static final int DYNAMIC_AT = 0x100;
  private static final int LOADED_AT = 0x40_0000;

  @TempDir Path folder;

  /** A library that needs two others; its strings lie at another address than in the file. */
  private static byte[] library() {
    ByteBuffer bytes = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
    bytes.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 2);
    segment(bytes, 64, 1, 0, LOADED_AT, 0x400);
    segment(bytes, 64 + 56, 2, DYNAMIC_AT, LOADED_AT + DYNAMIC_AT, 64);
    long[] dynamic = {1, 1, 5, LOADED_AT + STRINGS_AT, 1, 17, 0, 0};
    for (int i = 0; i < dynamic.length; i++) {
      bytes.putLong(DYNAMIC_AT + 8 * i, dynamic[i]);
    }
    bytes.put(
        STRINGS_AT,
        "\0libcudart.so.12\0libc.so.6\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return bytes.array();
  }

  private static void segment(
      ByteBuffer bytes, int at, int type, long offset, long address, long size) {
    bytes.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, address);
    bytes.putLong(at + 32, size);
  }

  @Test
  void neededLibraries_areReadInTheirOrder() throws IOException {
    Path file = Files.write(folder.resolve("lib.so"), library());
    assertThat(ElfFile.needed(file)).containsExactly("libcudart.so.12", "libc.so.6");
  }

  @Test
  void damagedFile_isAnErrorThatNamesIt() throws IOException {
    Path text = Files.writeString(folder.resolve("text.so"), "no library ".repeat(10));
    assertThatThrownBy(() -> ElfFile.needed(text))
        .isInstanceOf(IOException.class)
        .hasMessage(text + ": expected a 64-bit ELF library");
    Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(library(), 80));
    assertThatThrownBy(() -> ElfFile.needed(cut))
        .isInstanceOf(IOException.class)
        .hasMessage(cut + ": is cut off or damaged");
  }

  /** Sizes from the file, none of which may fill the memory or be taken for a negative one. */
  @Test
  void hostileSizes_areErrors() throws IOException {
    byte[] table = library();
    ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(54, -1);
    Path many = Files.write(folder.resolve("many.so"), table);
    assertThatThrownBy(() -> ElfFile.needed(many))
        .isInstanceOf(IOException.class)
        .hasMessage(many + ": is cut off or damaged");
    byte[] dynamic = library();
    segment(
        ByteBuffer.wrap(dynamic).order(ByteOrder.LITTLE_ENDIAN),
        64 + 56,
        2,
        DYNAMIC_AT,
        LOADED_AT + DYNAMIC_AT,
        -8);
    Path negative = Files.write(folder.resolve("negative.so"), dynamic);
    assertThatThrownBy(() -> ElfFile.needed(negative))
        .isInstanceOf(IOException.class)
        .hasMessage("an offset of 256 and a length of -8");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void libraryOfTheJavaRuntime_needsTheC() throws IOException {
    Path java = Path.of(Objects.requireNonNull(System.getProperty("java.home")));
    assertThat(ElfFile.needed(java.resolve("lib/libjava.so"))).contains("libjvm.so");
  }
}
