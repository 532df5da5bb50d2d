package io.summarizer.hub;

/** Follows downloads. It is called by the thread that downloads and should return soon. */
@FunctionalInterface
public interface HubListener {
  /**
   * Bytes of a file have arrived. Files that the cache holds already are not told.
   *
   * @param file the file's name in its repository
   * @param bytes bytes on disk so far, those of an earlier, interrupted download included; falls
   *     back to 0 if a transfer has to start anew
   * @param total bytes of the whole file, or -1 if the hub does not say
   */
  void onBytes(String file, long bytes, long total);
}
