package io.summarizer.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings that {@code huggingface_hub} takes from environment variables, in the same order of
 * precedence (its {@code constants.py} and {@code utils/_auth.py}). An empty variable counts as
 * unset.
 */
final class HubEnvironment {
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)})");

  private final Map<String, String> variables;

  HubEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  Path cacheDirectory() {
    return first("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")
        .map(this::path)
        .orElseGet(() -> home().resolve("hub"));
  }

  Optional<String> endpoint() {
    return first("HF_ENDPOINT");
  }

  /** As in Python, HF_HUB_OFFLINE=0 outdoes TRANSFORMERS_OFFLINE=1. */
  boolean offline() {
    return first("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
        .map(HubEnvironment::isTrue)
        .orElse(false);
  }

  boolean symbolicLinks() {
    return !isTrue(variables.getOrDefault("HF_HUB_DISABLE_SYMLINKS", ""));
  }

  @Nullable AccessToken token() {
    if (isTrue(variables.getOrDefault("HF_HUB_DISABLE_IMPLICIT_TOKEN", ""))) {
      return null;
    }
    for (String name : new String[] {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
      String value = variables.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return new AccessToken(name, value);
      }
    }
    return tokenOfFile(
        first("HF_TOKEN_PATH").map(this::path).orElseGet(() -> home().resolve("token")));
  }

  private static @Nullable AccessToken tokenOfFile(Path file) {
    try {
      String token = Files.readString(file).strip();
      return token.isEmpty() ? null : new AccessToken(file.toString(), token);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new HubException(
          HubException.Reason.STORAGE,
          file + ": the token of the hub cannot be read there (" + e + "); set HF_TOKEN instead",
          e);
    }
  }

  private Path home() {
    return first("HF_HOME")
        .or(() -> first("XDG_CACHE_HOME").map(cache -> cache + "/huggingface"))
        .map(this::path)
        .orElseGet(() -> path("~/.cache/huggingface"));
  }

  private Optional<String> first(String... names) {
    for (String name : names) {
      String value = variables.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Replaces a leading ~ and variables, as a shell does where the value was quoted. */
  private Path path(String value) {
    String expanded =
        VARIABLE
            .matcher(value)
            .replaceAll(
                match -> {
                  String name = match.group(1) == null ? match.group(2) : match.group(1);
                  return Matcher.quoteReplacement(variables.getOrDefault(name, match.group()));
                });
    boolean inHome = expanded.equals("~") || expanded.startsWith("~/");
    return Path.of(
        inHome
            ? first("HOME").orElseGet(() -> System.getProperty("user.home")) + expanded.substring(1)
            : expanded);
  }

  private static boolean isTrue(String value) {
    return TRUE.contains(value.toUpperCase(Locale.ROOT));
  }
}
