package io.summarizer.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Pieces of texts whose tokens are the bytes of UTF-8: the hardest case. */
class TextPiecesTest {
  private static String decode(ImmutableIntArray tokens) {
    byte[] bytes = new byte[tokens.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) tokens.get(i);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> pieces(byte[] bytes) {
    List<String> shown = new ArrayList<>();
    TextPieces pieces = new TextPieces(TextPiecesTest::decode, shown::add);
    ImmutableIntArray.Builder all = ImmutableIntArray.builder();
    for (byte token : bytes) {
      pieces.add(token);
      all.add(token);
    }
    pieces.end(decode(all.build()));
    return shown;
  }

  @Test
  void a_character_comes_when_it_is_whole() {
    assertThat(pieces("a\u00e9\ud83d\ude00 z".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("a", "\u00e9", "\ud83d\ude00", " ", "z");
  }

  @Test
  void a_character_that_stays_in_pieces_comes_at_the_end() {
    assertThat(pieces(new byte[] {'a', (byte) 0xc3})).containsExactly("a", "\ufffd");
    assertThat(pieces(new byte[] {(byte) 0xc3, 'a'})).containsExactly("\ufffda");
  }

  @Property
  void the_pieces_are_the_text(@ForAll byte[] bytes) {
    List<String> pieces = pieces(bytes);
    assertThat(pieces).doesNotContain("");
    assertThat(String.join("", pieces)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }
}
