package io.summarizer.hub;

import java.util.regex.Pattern;

/**
 * A file of a commit as the hub describes it.
 *
 * @param path its name
 * @param commit 40 hexadecimal digits
 * @param etag identifies the content; names the blob in the cache
 * @param size bytes, or -1 if the hub does not say
 */
record RemoteFile(RelativePath path, String commit, String etag, long size) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_\\-][A-Za-z0-9._\\-]{0,199}");

  /** Whether an etag may be the name of a file. */
  static boolean isPlain(String etag) {
    return PLAIN.matcher(etag).matches();
  }
}
