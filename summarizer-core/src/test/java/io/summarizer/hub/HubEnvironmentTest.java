package io.summarizer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables as {@code huggingface_hub/constants.py} reads them. */
class HubEnvironmentTest {
  @TempDir Path folder;

  private static Path cache(Map<String, String> variables) {
    return new HubEnvironment(variables).cacheDirectory();
  }

  private static @Nullable String token(Map<String, String> variables) {
    AccessToken token = new HubEnvironment(variables).token();
    return token == null ? null : token.header();
  }

  @Test
  void the_cache_is_the_first_that_is_named() {
    assertThat(cache(Map.of("HOME", "/home/u")))
        .isEqualTo(Path.of("/home/u/.cache/huggingface/hub"));
    assertThat(cache(Map.of("HOME", "/home/u", "XDG_CACHE_HOME", "/xdg")))
        .isEqualTo(Path.of("/xdg/huggingface/hub"));
    assertThat(cache(Map.of("HF_HOME", "/hf", "XDG_CACHE_HOME", "/xdg")))
        .isEqualTo(Path.of("/hf/hub"));
    assertThat(cache(Map.of("HF_HOME", "/hf", "HUGGINGFACE_HUB_CACHE", "/old")))
        .isEqualTo(Path.of("/old"));
    assertThat(cache(Map.of("HF_HUB_CACHE", "/new", "HUGGINGFACE_HUB_CACHE", "/old")))
        .isEqualTo(Path.of("/new"));
    assertThat(cache(Map.of("HF_HUB_CACHE", "", "HF_HOME", "/hf"))).isEqualTo(Path.of("/hf/hub"));
    assertThat(cache(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "huggingface", "hub"));
  }

  @Test
  void home_and_variables_in_a_path_are_replaced() {
    Map<String, String> variables =
        Map.of("HOME", "/home/u", "DISK", "/big", "HF_HUB_CACHE", "~/a$b/${DISK}/$DISK/$NONE");
    assertThat(cache(variables)).isEqualTo(Path.of("/home/u/a$b/big/big/$NONE"));
  }

  @ParameterizedTest
  @CsvSource({
    ", , false",
    "1, , true",
    "true, , true",
    "YES, , true",
    "on, , true",
    "0, , false",
    "2, , false",
    ", 1, true",
    "0, 1, false",
    "'', 1, true"
  })
  void offline_is_what_python_takes_for_true(
      @Nullable String hub, @Nullable String transformers, boolean expected) {
    Map<String, String> variables = new java.util.HashMap<>();
    if (hub != null) {
      variables.put("HF_HUB_OFFLINE", hub);
    }
    if (transformers != null) {
      variables.put("TRANSFORMERS_OFFLINE", transformers);
    }
    assertThat(new HubEnvironment(variables).offline()).isEqualTo(expected);
  }

  @Test
  void the_token_is_that_of_the_variable_or_else_of_the_file() throws IOException {
    Files.writeString(folder.resolve("token"), "hf_home\n");
    Path other = Files.writeString(folder.resolve("other"), " hf_other \r\n");
    String home = folder.toString();
    assertThat(token(Map.of("HF_HOME", home))).isEqualTo("Bearer hf_home");
    assertThat(token(Map.of("HF_HOME", home, "HF_TOKEN_PATH", other.toString())))
        .isEqualTo("Bearer hf_other");
    assertThat(token(Map.of("HF_HOME", home, "HUGGING_FACE_HUB_TOKEN", "hf_old")))
        .isEqualTo("Bearer hf_old");
    assertThat(
            token(Map.of("HF_TOKEN", "hf_new\n", "HF_HOME", home, "HUGGING_FACE_HUB_TOKEN", "x")))
        .isEqualTo("Bearer hf_new");
    assertThat(token(Map.of("HF_HOME", home, "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"))).isNull();
    assertThat(token(Map.of("HF_HOME", home + "/none", "HF_TOKEN", " "))).isNull();
  }

  @Test
  void a_token_file_that_cannot_be_read_is_told() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("token"));
    assertThatThrownBy(() -> token(Map.of("HF_HOME", folder.toString())))
        .isInstanceOf(HubException.class)
        .hasMessage(
            directory
                + ": the token of the hub cannot be read there (java.io.IOException: Is a"
                + " directory); set HF_TOKEN instead");
  }

  @Test
  void a_hub_takes_its_settings_from_the_variables() {
    Hub hub =
        Hub.builder(
                Map.of(
                    "HF_HOME", folder.toString(),
                    "HF_ENDPOINT", "https://mirror.example/hub/",
                    "HF_HUB_OFFLINE", "1"))
            .build();
    assertThat(hub.cacheDirectory()).isEqualTo(folder.resolve("hub"));
    assertThatThrownBy(() -> hub.model("a/b").file("c"))
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith("a/b: c at revision main is not in the cache, " + folder);
    assertThatThrownBy(() -> Hub.builder(Map.of("HF_ENDPOINT", "mirror.example")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "HF_ENDPOINT: expected the address of a hub, as in https://huggingface.co, got"
                + " mirror.example");
  }
}
