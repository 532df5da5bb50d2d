package io.summarizer.model;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.summarizer.CheckpointException;
import io.summarizer.InsufficientMemoryException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A T5 model directory in the Hugging Face layout, opened for reading.
 *
 * <p>It holds config.json and the weights, as model.safetensors or as shards with
 * model.safetensors.index.json; beside them usually tokenizer.json and generation_config.json.
 * Opening checks that every parameter of the network is there in its shape and in a type that can
 * be read; values are read on demand. Safe for use by several threads; an interrupt of one that
 * reads closes the checkpoint for all of them.
 */
public final class Checkpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

  /** The names under which one and the same embedding may be stored, best first. */
  private static final List<String> EMBEDDING_NAMES =
      List.of(T5Parameters.EMBEDDING, "encoder.embed_tokens.weight", "decoder.embed_tokens.weight");

  private final Path directory;
  private final T5Config config;
  private final WeightFiles weights;
  private final boolean tied;
  private final Map<String, ParameterSpec> parameters;
  private final Map<String, String> storedNames = new HashMap<>();
  private final List<String> ignored;

  private Checkpoint(Path directory, T5Config config, WeightFiles weights) {
    this.directory = directory;
    this.config = config;
    this.weights = weights;
    String embedding = findEmbedding();
    this.tied = isTied(embedding);
    this.parameters =
        T5Parameters.of(config, tied).stream()
            .collect(toMap(ParameterSpec::name, spec -> spec, (a, b) -> a, LinkedHashMap::new));
    parameters.keySet().forEach(name -> storedNames.put(name, name));
    storedNames.put(T5Parameters.EMBEDDING, embedding);
    checkParameters();
    this.ignored = findIgnored();
  }

  /**
   * Opens a model directory.
   *
   * <p>If an interrupted save left the directory under another name, it is restored first ({@link
   * AtomicDirectory}).
   *
   * @param directory the directory
   * @return the open checkpoint
   * @throws CheckpointException if a file is missing or damaged, the model is not a T5, or the
   *     weights do not fit the configuration
   */
  public static Checkpoint open(Path directory) {
    AtomicDirectory.recover(directory);
    if (!Files.isDirectory(directory)) {
      throw new CheckpointException(
          directory,
          (Files.exists(directory) ? "is not a directory" : "does not exist")
              + "; expected the directory of a model");
    }
    Path configFile = directory.resolve("config.json");
    if (!Files.exists(configFile)) {
      throw new CheckpointException(
          directory, "holds no config.json; a Hugging Face model directory is expected");
    }
    T5Config config = T5Config.read(configFile);
    WeightFiles weights = WeightFiles.open(directory);
    try {
      return new Checkpoint(directory, config, weights);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Writes a new checkpoint with random weights.
   *
   * <p>It gets an output head of its own if the configuration says {@code "tie_word_embeddings":
   * false}.
   *
   * @param configFile the config.json to follow
   * @param tokenizer a tokenizer.json, or a directory with tokenizer files, to put beside it
   * @param seed the weights are the same for the same configuration and seed
   * @param directory the directory to write; it must not exist or be empty
   * @throws CheckpointException if a file cannot be read or written
   * @throws InsufficientMemoryException if a tensor is too large for the heap
   */
  public static void initialize(Path configFile, Path tokenizer, long seed, Path directory) {
    T5Config config = T5Config.read(configFile);
    requireHeap(configFile, config);
    T5Initializer initializer = new T5Initializer(config);
    CheckpointWriter.of(config, config.tieWordEmbeddings())
        .withTokenizer(tokenizer)
        .write(
            directory,
            spec -> {
              FloatBuffer values = FloatBuffer.allocate(Math.toIntExact(spec.elements()));
              initializer.fill(spec, seed, values);
              return values.flip();
            });
  }

  /** A configuration of a line can ask for gigabytes. */
  private static void requireHeap(Path configFile, T5Config config) {
    long largest =
        T5Parameters.of(config, config.tieWordEmbeddings()).stream()
            .mapToLong(spec -> spec.elements() * Float.BYTES)
            .max()
            .orElse(0);
    if (largest > Runtime.getRuntime().maxMemory() / 2) {
      throw new InsufficientMemoryException(
          configFile
              + ": its largest tensor takes "
              + largest
              + " bytes, more than half of the heap of "
              + Runtime.getRuntime().maxMemory()
              + "; choose smaller sizes, or start Java with a larger -Xmx");
    }
  }

  private String findEmbedding() {
    List<String> present = EMBEDDING_NAMES.stream().filter(weights.names()::contains).toList();
    if (present.isEmpty()) {
      throw new CheckpointException(
          directory, "holds no embedding; expected one of the tensors " + EMBEDDING_NAMES);
    }
    String embedding = present.get(0);
    for (String other : present.subList(1, present.size())) {
      if (!sameBits(embedding, other)) {
        throw new CheckpointException(
            directory,
            "tensors '"
                + embedding
                + "' and '"
                + other
                + "' differ; T5 has one embedding for the encoder and the decoder");
      }
    }
    return embedding;
  }

  private boolean isTied(String embedding) {
    return !weights.names().contains(T5Parameters.OUTPUT_HEAD)
        || sameBits(embedding, T5Parameters.OUTPUT_HEAD);
  }

  private boolean sameBits(String a, String b) {
    TensorInfo infoA = weights.info(a);
    TensorInfo infoB = weights.info(b);
    return infoA.dtype() == infoB.dtype()
        && infoA.shape().equals(infoB.shape())
        && weights.bytes(a).mismatch(weights.bytes(b)) < 0;
  }

  private void checkParameters() {
    List<String> missing = new ArrayList<>();
    for (ParameterSpec spec : parameters.values()) {
      String stored = storedName(spec.name());
      if (!weights.names().contains(stored)) {
        missing.add(spec.name());
        continue;
      }
      TensorInfo info = weights.info(stored);
      if (!info.shape().equals(spec.shape())) {
        throw new CheckpointException(
            directory,
            "tensor '"
                + stored
                + "' has shape "
                + info.shape()
                + ", but config.json asks for "
                + spec.shape());
      }
      if (!info.dtype().isConvertible()) {
        throw new CheckpointException(
            directory,
            "tensor '"
                + stored
                + "' is "
                + info.dtype()
                + "; weights must be one of "
                + DType.convertible());
      }
    }
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          directory,
          "lacks "
              + missing.size()
              + " of the "
              + parameters.size()
              + " tensors config.json asks for: "
              + Excerpt.of(missing));
    }
  }

  private List<String> findIgnored() {
    TreeSet<String> rest = weights.names().stream().collect(toCollection(TreeSet::new));
    rest.removeAll(storedNames.values());
    EMBEDDING_NAMES.forEach(rest::remove);
    rest.remove(T5Parameters.OUTPUT_HEAD);
    if (!rest.isEmpty()) {
      LOG.debug("{}: tensors that are no parameters are ignored: {}", directory, rest);
    }
    return List.copyOf(rest);
  }

  /** The directory the checkpoint was opened from. */
  public Path directory() {
    return directory;
  }

  /** The network's configuration. */
  public T5Config config() {
    return config;
  }

  /**
   * Whether the embedding serves as the output head.
   *
   * <p>The tensors decide, not the flag in config.json, which transformers 5 sets to true for all:
   * tied is a checkpoint without {@code lm_head.weight}, or with one that equals the embedding bit
   * by bit.
   */
  public boolean tied() {
    return tied;
  }

  /** The parameters, each once, in the order of {@link T5Parameters#of}. */
  public List<ParameterSpec> parameters() {
    return List.copyOf(parameters.values());
  }

  /** The names of stored tensors that are no parameters of this network, sorted. */
  public List<String> ignoredTensors() {
    return ignored;
  }

  /**
   * Reads a parameter as float32, row-major; F16 and BF16 are widened without loss.
   *
   * @param name the name of one of {@link #parameters()}
   * @param destination receives the elements from its position on, which advances past them
   * @throws CheckpointException if the file cannot be read
   * @throws IllegalArgumentException if there is no such parameter or the destination has too
   *     little room
   * @throws IllegalStateException if the checkpoint is closed
   */
  public void readFloats(String name, FloatBuffer destination) {
    weights.readFloats(storedName(name), destination);
  }

  /**
   * A file of the directory.
   *
   * @param name a plain file name such as {@code tokenizer.json}
   * @return its path, or empty if there is no such file
   */
  public Optional<Path> file(String name) {
    return Optional.of(directory.resolve(name)).filter(Files::isRegularFile);
  }

  /** Closes the weight files, under which no reading fails that has begun. Again has no effect. */
  @Override
  public void close() {
    weights.close();
  }

  private String storedName(String parameter) {
    String stored = storedNames.get(parameter);
    if (stored == null) {
      throw new IllegalArgumentException(
          "'" + parameter + "' is not a parameter of this model; it has " + parameters.keySet());
    }
    return stored;
  }
}
