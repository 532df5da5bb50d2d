package io.summarizer.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * Checks SentencePiece's table of characters to replace, {@code precompiled_charsmap}: int32 bytes
 * of a trie, the trie as a double array of int32 units, and the replacements, each ended by a 0.
 *
 * <p>The native library follows the trie without looking whether it leads out of the array or the
 * replacements, and ends the process when it does. So all of it is followed here once.
 *
 * @see <a href="https://github.com/s-yata/darts-clone">the units of the double array</a>
 */
final class CharsMap {
  private static final int BYTE_VALUES = 256;

  private final IntBuffer units;
  private final byte[] replacements;

  private CharsMap(IntBuffer units, byte[] replacements) {
    this.units = units;
    this.replacements = replacements;
  }

  /** Whether every text can be looked up in a table, which is given in Base64. */
  static boolean isSound(String base64) {
    try {
      byte[] content = Base64.getDecoder().decode(base64);
      // The library reads no other way to write the same.
      return Base64.getEncoder().encodeToString(content).equals(base64) && isSound(content);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isSound(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int trieBytes = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt();
    if (trieBytes <= 0 || trieBytes % Integer.BYTES != 0 || trieBytes > bytes.remaining()) {
      return false;
    }
    IntBuffer units = bytes.slice().limit(trieBytes).order(bytes.order()).asIntBuffer();
    byte[] replacements = new byte[bytes.remaining() - trieBytes];
    bytes.position(bytes.position() + trieBytes).get(replacements);
    return isUtf8(replacements) && new CharsMap(units, replacements).isClosed();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Follows every byte from every node that can be reached. */
  private boolean isClosed() {
    BitSet seen = new BitSet(); // of nodes, all of them within the array
    Deque<Integer> nodes = new ArrayDeque<>();
    int root = offset(units.get(0));
    if (!hasChildren(root)) {
      return false;
    }
    nodes.add(root);
    while (!nodes.isEmpty()) {
      int node = nodes.remove();
      for (int label = 1; label < BYTE_VALUES; label++) {
        int unit = units.get(node ^ label);
        if (label(unit) != label) {
          continue;
        }
        int next = node ^ label ^ offset(unit);
        if (!hasChildren(next) || (hasLeaf(unit) && !isReplacement(units.get(next)))) {
          return false;
        }
        if (!seen.get(next)) {
          seen.set(next);
          nodes.add(next);
        }
      }
    }
    return true;
  }

  /** Whether the array goes on far enough for a node's children of any byte. */
  private boolean hasChildren(int node) {
    return (node | (BYTE_VALUES - 1)) < units.limit();
  }

  private boolean isReplacement(int leaf) {
    int start = leaf & Integer.MAX_VALUE;
    boolean continuesCharacter =
        start < replacements.length && (replacements[start] & 0xc0) == 0x80;
    return start <= replacements.length && !continuesCharacter;
  }

  private static int label(int unit) {
    return unit & (1 << 31 | 0xff);
  }

  private static boolean hasLeaf(int unit) {
    return (unit >>> 8 & 1) == 1;
  }

  /** At most 2^29. */
  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }
}
