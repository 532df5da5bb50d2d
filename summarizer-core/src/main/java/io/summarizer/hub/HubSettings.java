package io.summarizer.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a hub share.
 *
 * @param cacheDirectory absolute
 * @param endpoint http or https, without a slash at its end
 * @param symbolicLinks whether snapshots may be made of symbolic links
 */
record HubSettings(
    Path cacheDirectory,
    URI endpoint,
    @Nullable AccessToken token,
    boolean offline,
    boolean symbolicLinks,
    Duration timeout,
    HubListener listener,
    Sleeper sleeper) {

  static URI endpoint(String option, String value) {
    try {
      URI uri = new URI(value.strip().replaceFirst("/+$", ""));
      if (Origin.isWeb(uri)
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IllegalArgumentException(
        option + ": expected the address of a hub, as in https://huggingface.co, got " + value);
  }
}
