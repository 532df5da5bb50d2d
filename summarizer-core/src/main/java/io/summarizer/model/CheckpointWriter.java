package io.summarizer.model;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a T5 model directory in the Hugging Face layout, as {@code
 * T5ForConditionalGeneration.save_pretrained} does, so that Python's {@code from_pretrained} opens
 * it.
 *
 * <p>It holds config.json, model.safetensors (float32), generation_config.json and the tokenizer's
 * files. The directory appears complete or not at all ({@link AtomicDirectory}). Immutable: each
 * setter returns a new writer.
 */
public final class CheckpointWriter {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final String CONFIG = "config.json";
  private static final List<String> TOKENIZER_FILES =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "spiece.model");

  private final T5Config config;
  private final boolean tied;
  private final boolean replacing;
  private final Map<String, Path> copies;
  private final Map<String, byte[]> files;

  private CheckpointWriter(
      T5Config config,
      boolean tied,
      boolean replacing,
      Map<String, Path> copies,
      Map<String, byte[]> files) {
    this.config = config;
    this.tied = tied;
    this.replacing = replacing;
    this.copies = copies;
    this.files = files;
  }

  /**
   * A writer that adds nothing but a default generation_config.json, and refuses to replace a
   * directory.
   *
   * @param config the configuration to write; fields unknown to this library are kept
   * @param tied whether the embedding serves as the output head
   * @return the writer
   */
  public static CheckpointWriter of(T5Config config, boolean tied) {
    return new CheckpointWriter(config, tied, false, Map.of(), Map.of());
  }

  /**
   * A writer for a model derived from another one: same configuration, same tokenizer and
   * generation settings.
   *
   * @param source the checkpoint; its files are copied when writing, so it may be replaced itself
   * @return the writer
   */
  public static CheckpointWriter derivedFrom(Checkpoint source) {
    List<String> names = new ArrayList<>(TOKENIZER_FILES);
    names.add(GenerationConfig.FILE);
    return of(source.config(), source.tied()).copying(source.directory(), names);
  }

  /**
   * Adds a tokenizer's files.
   *
   * @param tokenizer a tokenizer.json, under any name, or a directory that holds one
   * @return a writer that copies it, with tokenizer_config.json, special_tokens_map.json,
   *     added_tokens.json and spiece.model if the directory has them
   * @throws CheckpointException if there is no tokenizer.json
   */
  public CheckpointWriter withTokenizer(Path tokenizer) {
    if (Files.isRegularFile(tokenizer)) {
      Map<String, Path> more = new LinkedHashMap<>(copies);
      more.put("tokenizer.json", tokenizer);
      return new CheckpointWriter(config, tied, replacing, more, files);
    }
    if (!Files.isRegularFile(tokenizer.resolve("tokenizer.json"))) {
      throw new CheckpointException(
          tokenizer, "is neither a tokenizer.json nor a directory that holds one");
    }
    return copying(tokenizer, TOKENIZER_FILES);
  }

  /**
   * Adds a file of the caller's, for example generation_config.json, which then replaces the copied
   * or default one.
   *
   * @param name a plain file name (letters, digits, '.', '_', '-') other than config.json and
   *     model.safetensors
   * @param content its bytes
   * @return a writer that writes it
   */
  public CheckpointWriter withFile(String name, byte[] content) {
    if (!PLAIN_NAME.matcher(name).matches()
        || name.equals(CONFIG)
        || name.equals(WeightFiles.SINGLE)) {
      throw new IllegalArgumentException(
          "file name '"
              + name
              + "': a plain file name other than "
              + CONFIG
              + " and "
              + WeightFiles.SINGLE
              + " is expected");
    }
    Map<String, byte[]> more = new LinkedHashMap<>(files);
    more.put(name, content.clone());
    return new CheckpointWriter(config, tied, replacing, copies, more);
  }

  /**
   * Says whether a directory that exists may be replaced; default false.
   *
   * @param replacing true to replace it as a whole, with everything in it
   * @return a writer that does so
   */
  public CheckpointWriter replacing(boolean replacing) {
    return new CheckpointWriter(config, tied, replacing, copies, files);
  }

  /**
   * Writes the directory.
   *
   * @param directory the directory; its parents are created
   * @param values asked for the values of {@link T5Parameters#of}, in the file's order
   * @throws CheckpointException if the directory exists and must not be replaced, or cannot be
   *     written; what was there is then unchanged
   */
  public void write(Path directory, ParameterValues values) {
    AtomicDirectory.write(directory, replacing, temporary -> writeFiles(temporary, values));
  }

  private CheckpointWriter copying(Path source, List<String> names) {
    Map<String, Path> more = new LinkedHashMap<>(copies);
    for (String name : names) {
      Path file = source.resolve(name);
      if (Files.isRegularFile(file)) {
        more.put(name, file);
      }
    }
    return new CheckpointWriter(config, tied, replacing, more, files);
  }

  /**
   * Writes the files into a directory that is there, without the guarantees of {@link #write}: for
   * callers that put more files beside them.
   *
   * @param values as of {@link #write}
   * @throws IOException if a file cannot be written
   */
  public void writeFiles(Path directory, ParameterValues values) throws IOException {
    writeSettings(directory);
    writeWeights(directory.resolve(WeightFiles.SINGLE), values);
  }

  /**
   * Writes all but the weights: for models that have them in another form.
   *
   * @throws IOException if a file cannot be written
   */
  public void writeSettings(Path directory) throws IOException {
    Files.write(directory.resolve(CONFIG), Json.toBytes(config.jsonForSaving(tied)));
    Files.write(
        directory.resolve(GenerationConfig.FILE), Json.toBytes(defaultGenerationConfig(config)));
    for (Map.Entry<String, Path> copy : copies.entrySet()) {
      // As a stream: a copy of the file itself would keep a read-only mode.
      try (InputStream content = Files.newInputStream(copy.getValue())) {
        Files.copy(content, directory.resolve(copy.getKey()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
  }

  private void writeWeights(Path file, ParameterValues values) {
    List<ParameterSpec> tensors = new ArrayList<>(T5Parameters.of(config, tied));
    if (!tied || config.tieWordEmbeddings()) {
      SafeTensorsWriter.write(file, tensors, values);
      return;
    }
    // config.json denies the tie, so transformers 4 would look for a head and make up a random one.
    ParameterSpec embedding = tensors.get(0);
    tensors.add(new ParameterSpec(T5Parameters.OUTPUT_HEAD, embedding.shape()));
    SafeTensorsWriter.write(
        file,
        tensors,
        spec -> values.of(spec.name().equals(T5Parameters.OUTPUT_HEAD) ? embedding : spec));
  }

  static ObjectNode defaultGenerationConfig(T5Config config) {
    ObjectNode json =
        Json.emptyObject().put("decoder_start_token_id", config.decoderStartTokenId());
    ImmutableIntArray ends = config.eosTokenIds();
    if (ends.length() == 1) {
      json.put("eos_token_id", ends.get(0));
    } else {
      ends.forEach(json.putArray("eos_token_id")::add);
    }
    return json.put("pad_token_id", config.padTokenId());
  }
}
