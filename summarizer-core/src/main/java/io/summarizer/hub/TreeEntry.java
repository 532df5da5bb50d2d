package io.summarizer.hub;

import org.jspecify.annotations.Nullable;

/**
 * A file in the listing of a commit.
 *
 * @param path its name, not checked yet
 * @param size bytes
 * @param blobId the id that git gives the file, or its pointer if it is large
 * @param lfsSha256 the checksum of a large file's content
 * @param lfsSize bytes of a large file
 * @param xetHash where a large file is in another storage; kept for Python
 */
record TreeEntry(
    String path,
    long size,
    String blobId,
    @Nullable String lfsSha256,
    @Nullable Long lfsSize,
    @Nullable String xetHash) {

  /** What the hub answers as the etag of this file. */
  String etag() {
    return lfsSha256 == null ? blobId : lfsSha256;
  }

  long contentSize() {
    return lfsSize == null ? size : lfsSize;
  }
}
