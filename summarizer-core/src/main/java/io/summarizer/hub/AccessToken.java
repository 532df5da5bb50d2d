package io.summarizer.hub;

import java.util.regex.Pattern;

/** A secret that stands for a user; only {@link #header} tells it. */
final class AccessToken {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");

  private final String secret;

  /**
   * Takes a token; spaces and line ends around it are dropped.
   *
   * @param source what it was set with, for the message
   */
  AccessToken(String source, String token) {
    secret = token.strip();
    if (!VISIBLE_ASCII.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          source
              + ": expected a token of the hub, visible ASCII characters as in hf_..., got other"
              + " characters; copy it again from https://huggingface.co/settings/tokens");
    }
  }

  /** The value of the Authorization header. */
  String header() {
    return "Bearer " + secret;
  }

  @Override
  public String toString() {
    return "a token";
  }
}
