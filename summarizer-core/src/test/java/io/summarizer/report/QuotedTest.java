package io.summarizer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.ObjectMapper;

class QuotedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void what_would_end_the_quotation_is_escaped() {
    assertThat(Quoted.text("say \"no\"\\\n\r\tend"))
        .isEqualTo("\"say \\\"no\\\"\\\\\\n\\r\\tend\"");
    assertThat(Quoted.text("\u0000\u0085\u2028\ufeff caf\u00e9 \ud83d\ude00"))
        .isEqualTo("\"\\u0000\\u0085\\u2028\\ufeff caf\u00e9 \ud83d\ude00\"");
  }

  @Test
  void half_a_character_is_replaced() {
    assertThat(Quoted.text("a\ud83dz")).isEqualTo("\"a\ufffdz\"");
  }

  @Property
  void yaml_and_json_read_back_any_text(@ForAll String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    assertThat(JSON.readValue(Quoted.text(whole), String.class)).isEqualTo(whole);
    assertThat((String) new Yaml().load(Quoted.text(whole))).isEqualTo(whole);
  }
}
