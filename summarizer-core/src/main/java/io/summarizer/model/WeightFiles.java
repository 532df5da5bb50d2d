package io.summarizer.model;

import io.summarizer.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tensors of a checkpoint directory, whether they lie in one file or in several shards. */
final class WeightFiles implements AutoCloseable {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  private final Map<String, SafeTensorsFile> shards = new HashMap<>();
  private final Map<String, SafeTensorsFile> shardOfTensor = new LinkedHashMap<>();

  private WeightFiles() {}

  /** Opens the single file if there is one, else the shards the index names, as Python does. */
  static WeightFiles open(Path directory) {
    WeightFiles files = new WeightFiles();
    try {
      if (Files.exists(directory.resolve(SINGLE))) {
        files.openSingle(directory.resolve(SINGLE));
      } else if (Files.exists(directory.resolve(INDEX))) {
        files.openShards(directory, directory.resolve(INDEX));
      } else {
        throw noWeights(directory);
      }
      return files;
    } catch (RuntimeException e) {
      try {
        files.close();
      } catch (CheckpointException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static CheckpointException noWeights(Path directory) {
    if (Files.exists(directory.resolve("pytorch_model.bin"))
        || Files.exists(directory.resolve("pytorch_model.bin.index.json"))) {
      return new CheckpointException(
          directory,
          "holds its weights as pytorch_model.bin, a Python pickle, which is not read because it"
              + " can run code; convert it once in Python: "
              + "T5ForConditionalGeneration.from_pretrained(d).save_pretrained(d)");
    }
    return new CheckpointException(
        directory, "holds no weights: neither " + SINGLE + " nor " + INDEX + " is there");
  }

  private void openSingle(Path file) {
    SafeTensorsFile shard = SafeTensorsFile.open(file);
    shards.put(SINGLE, shard);
    shard.names().forEach(name -> shardOfTensor.put(name, shard));
  }

  private void openShards(Path directory, Path index) {
    if (!(Json.readObject(index).path("weight_map") instanceof ObjectNode weightMap)) {
      throw new CheckpointException(index, "lacks 'weight_map', an object of tensor to file name");
    }
    for (Map.Entry<String, JsonNode> entry : weightMap.properties()) {
      String tensor = entry.getKey();
      String shardName = shardName(index, tensor, entry.getValue());
      SafeTensorsFile shard =
          shards.computeIfAbsent(shardName, name -> openShard(directory, index, name));
      if (!shard.names().contains(tensor)) {
        throw new CheckpointException(
            index,
            "places tensor '"
                + Excerpt.of(tensor)
                + "' in "
                + shardName
                + ", which does not hold it");
      }
      shardOfTensor.put(tensor, shard);
    }
  }

  /** The index is not trusted: it may name files of its own directory only. */
  private static String shardName(Path index, String tensor, JsonNode value) {
    String name = value.isString() ? value.stringValue() : "";
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.safetensors")) {
      throw new CheckpointException(
          index,
          "places tensor '"
              + Excerpt.of(tensor)
              + "' in "
              + Json.text(value)
              + "; a plain file name that ends in .safetensors is expected");
    }
    return name;
  }

  private static SafeTensorsFile openShard(Path directory, Path index, String name) {
    Path shard = directory.resolve(name);
    if (!Files.exists(shard)) {
      throw new CheckpointException(
          index, "names the file " + name + ", which is missing; the download may be incomplete");
    }
    return SafeTensorsFile.open(shard);
  }

  Set<String> names() {
    return shardOfTensor.keySet();
  }

  TensorInfo info(String name) {
    return shard(name).info(name);
  }

  ByteBuffer bytes(String name) {
    return shard(name).bytes(name);
  }

  void readFloats(String name, FloatBuffer destination) {
    shard(name).readFloats(name, destination);
  }

  private SafeTensorsFile shard(String name) {
    SafeTensorsFile shard = shardOfTensor.get(name);
    if (shard == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'; there are " + names());
    }
    return shard;
  }

  @Override
  public void close() {
    shards.values().forEach(SafeTensorsFile::close);
  }
}
