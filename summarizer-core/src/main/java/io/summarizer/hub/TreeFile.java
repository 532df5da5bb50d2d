package io.summarizer.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The listing of a commit in the cache, format 1 of {@code huggingface_hub}'s {@code
 * _tree_cache.py}. A commit never changes, so neither does its listing; a damaged file is as good
 * as none.
 */
final class TreeFile {
  private static final Logger LOG = LoggerFactory.getLogger(TreeFile.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int VERSION = 1;
  private static final long MAX_BYTES = 128L << 20;
  private static final Pattern XET_HASH = Pattern.compile("[0-9a-f]{64}");

  private TreeFile() {}

  static Optional<List<TreeEntry>> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      return root.path("format_version").asInt(0) == VERSION
          ? entries(root.path("files"))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      LOG.debug("{} is of no use: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static Optional<List<TreeEntry>> entries(JsonNode files) {
    List<TreeEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      JsonNode info = file.getValue();
      TreeEntry entry =
          new TreeEntry(
              file.getKey(),
              info.path("size").asLong(-1),
              info.path("blob_id").asString(""),
              info.path("lfs_sha256").asString(null),
              info.has("lfs_size") ? (Long) info.path("lfs_size").asLong(-1) : null,
              info.path("xet_hash").asString(null));
      if (!RemoteFile.isPlain(entry.etag()) || entry.contentSize() < 0) {
        return Optional.empty();
      }
      entries.add(entry);
    }
    return Optional.of(entries);
  }

  /** None if Python would not write this listing either. */
  static Optional<String> write(List<TreeEntry> entries) {
    ObjectNode root = JSON.createObjectNode().put("format_version", VERSION);
    ObjectNode files = root.putObject("files");
    for (TreeEntry entry :
        entries.stream().sorted(Comparator.comparing(TreeEntry::path)).toList()) {
      if (entry.xetHash() != null && !XET_HASH.matcher(entry.xetHash()).matches()) {
        return Optional.empty();
      }
      ObjectNode info = files.putObject(entry.path());
      info.put("size", entry.size()).put("blob_id", entry.blobId());
      if (entry.lfsSha256() != null) {
        info.put("lfs_sha256", entry.lfsSha256()).put("lfs_size", entry.lfsSize());
      }
      if (entry.xetHash() != null) {
        info.put("xet_hash", entry.xetHash());
      }
    }
    return Optional.of(JSON.writeValueAsString(root));
  }
}
