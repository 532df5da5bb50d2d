package io.summarizer.model;

import com.google.common.primitives.ImmutableIntArray;
import io.summarizer.CheckpointException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape and constants of a T5 network, as its config.json states them.
 *
 * <p>Field names, meanings and defaults are those of Hugging Face's {@code T5Config} and {@code
 * MT5Config}. The sizes have no default here: a file without them is refused, not guessed. Fields
 * this library does not know are kept and written back.
 */
public final class T5Config {
  /** The largest accepted size; beyond it a value is a damaged file, not a model. */
  private static final int MAX_SIZE = 1 << 24;

  private static final int MAX_LAYERS = 1024;
  private static final int MAX_HEADS = 4096;
  private static final int MAX_BUCKETS = 1 << 16;

  /** A graph holds the bucket of every distance up to the largest. */
  private static final int MAX_DISTANCE = 1 << 16;

  private static final int MAX_END_TOKENS = 64;

  private static final List<String> TOKENS =
      List.of("pad_token_id", "eos_token_id", "decoder_start_token_id");
  private static final Path UNNAMED = Path.of("config.json");

  private final ObjectNode json;
  private final boolean multilingual;
  private final int vocabSize;
  private final int dModel;
  private final int dKv;
  private final int dFf;
  private final int numLayers;
  private final int numDecoderLayers;
  private final int numHeads;
  private final int relativeAttentionNumBuckets;
  private final int relativeAttentionMaxDistance;
  private final double dropoutRate;
  private final double layerNormEpsilon;
  private final double initializerFactor;
  private final FeedForward feedForward;
  private final boolean tieWordEmbeddings;
  private final boolean scaleDecoderOutput;
  private final int padTokenId;
  private final ImmutableIntArray eosTokenIds;
  private final int decoderStartTokenId;

  private T5Config(ObjectNode json, Path source) {
    this.json = json.deepCopy();
    ConfigFields fields = new ConfigFields(json, source);
    this.multilingual = isMultilingual(fields);
    this.vocabSize = fields.integer("vocab_size", 1, MAX_SIZE);
    this.dModel = fields.integer("d_model", 1, MAX_SIZE);
    this.dKv = fields.integer("d_kv", 1, MAX_SIZE);
    this.dFf = fields.integer("d_ff", 1, MAX_SIZE);
    this.numLayers = fields.integer("num_layers", 1, MAX_LAYERS);
    this.numDecoderLayers = fields.integer("num_decoder_layers", 1, MAX_LAYERS, numLayers);
    this.numHeads = fields.integer("num_heads", 1, MAX_HEADS);
    this.relativeAttentionNumBuckets =
        fields.integer("relative_attention_num_buckets", 4, MAX_BUCKETS, 32);
    this.relativeAttentionMaxDistance =
        fields.integer("relative_attention_max_distance", 1, MAX_DISTANCE, 128);
    checkBuckets(fields);
    checkTensorSizes(fields);
    this.dropoutRate = fields.number("dropout_rate", 0, 1, 0.1);
    this.layerNormEpsilon = fields.number("layer_norm_epsilon", Float.MIN_NORMAL, 1, 1e-6);
    this.initializerFactor = fields.number("initializer_factor", 0, Float.MAX_VALUE, 1);
    this.feedForward = feedForward(fields);
    this.tieWordEmbeddings = fields.flag("tie_word_embeddings", true);
    this.scaleDecoderOutput = scaleDecoderOutput(fields);
    this.padTokenId = fields.tokenId("pad_token_id", vocabSize, 0);
    this.eosTokenIds = fields.tokenIds("eos_token_id", vocabSize, MAX_END_TOKENS, 1);
    this.decoderStartTokenId = fields.tokenId("decoder_start_token_id", vocabSize, padTokenId);
  }

  /**
   * Reads a config.json.
   *
   * @param file the file
   * @return the configuration
   * @throws CheckpointException if the file cannot be read, is not a T5 or mT5 configuration, or a
   *     field is missing or out of range
   */
  public static T5Config read(Path file) {
    return new T5Config(Json.readObject(file), file);
  }

  /**
   * This configuration with the special tokens that another file names.
   *
   * @param tokens a JSON object; what it does not name stays
   * @param file the file it comes from, for messages
   * @throws CheckpointException as {@link #read}
   */
  T5Config withTokens(ObjectNode tokens, Path file) {
    ObjectNode changed = json();
    for (String field : TOKENS) {
      if (tokens.hasNonNull(field)) {
        changed.set(field, tokens.get(field));
      }
    }
    return new T5Config(changed, file);
  }

  /**
   * Parses the text of a config.json.
   *
   * @param json a JSON object
   * @return the configuration
   * @throws CheckpointException as {@link #read}
   */
  public static T5Config parse(String json) {
    return new T5Config(Json.parseObject(json, UNNAMED), UNNAMED);
  }

  private static boolean isMultilingual(ConfigFields fields) {
    // The first T5 files had no model_type.
    String type = fields.text("model_type", "t5");
    if (type.equals("t5") || type.equals("mt5")) {
      return type.equals("mt5");
    }
    throw fields.invalid("model_type", "'t5' or 'mt5', the architectures this library implements");
  }

  private void checkBuckets(ConfigFields fields) {
    // The encoder halves the buckets by direction and both stacks halve them again, into exact and
    // logarithmic ones; the logarithmic ones reach from there to the largest distance.
    if (relativeAttentionMaxDistance <= relativeAttentionNumBuckets / 2) {
      throw fields.invalid(
          "relative_attention_max_distance",
          "above half of relative_attention_num_buckets, " + relativeAttentionNumBuckets / 2);
    }
  }

  private void checkTensorSizes(ConfigFields fields) {
    long rows = Math.max(Math.max(vocabSize, dFf), (long) numHeads * dKv);
    long maxWidth = Integer.MAX_VALUE / Float.BYTES / rows;
    if (dModel > maxWidth) {
      throw fields.invalid(
          "d_model",
          "at most "
              + maxWidth
              + " so that the largest float32 tensor, of "
              + rows
              + " rows, stays below 2 GiB");
    }
  }

  private FeedForward feedForward(ConfigFields fields) {
    FeedForward absent = multilingual ? FeedForward.GATED_GELU : FeedForward.RELU;
    FeedForward result =
        FeedForward.of(fields.text("feed_forward_proj", absent.configName()))
            .orElseThrow(() -> fields.invalid("feed_forward_proj", FeedForward.supported()));
    // Newer files repeat the choice in two fields, and transformers obeys those.
    if (!fields.text("dense_act_fn", result.activation()).equals(result.activation())) {
      throw fields.invalid(
          "dense_act_fn",
          "'" + result.activation() + "' with feed_forward_proj '" + result.configName() + "'");
    }
    if (fields.flag("is_gated_act", result.isGated()) != result.isGated()) {
      throw fields.invalid(
          "is_gated_act",
          result.isGated() + " with feed_forward_proj '" + result.configName() + "'");
    }
    return result;
  }

  /**
   * transformers 4 derives the scaling from the tie flag. transformers 5 always writes that flag as
   * true and keeps the scaling in a field of its own, except for mT5, which it never scales.
   */
  private boolean scaleDecoderOutput(ConfigFields fields) {
    return !multilingual && fields.flag("scale_decoder_outputs", tieWordEmbeddings);
  }

  /** The number of rows of the embedding; at least the tokenizer's size, often padded. */
  public int vocabSize() {
    return vocabSize;
  }

  /** The width of the residual stream. */
  public int dModel() {
    return dModel;
  }

  /** The width of one attention head; {@code numHeads * dKv} need not equal {@code dModel}. */
  public int dKv() {
    return dKv;
  }

  /** The inner width of the feed-forward layers. */
  public int dFf() {
    return dFf;
  }

  /** The number of encoder blocks. */
  public int numLayers() {
    return numLayers;
  }

  /** The number of decoder blocks; default {@link #numLayers()}. */
  public int numDecoderLayers() {
    return numDecoderLayers;
  }

  /** The number of attention heads of every layer. */
  public int numHeads() {
    return numHeads;
  }

  /** The number of relative-position buckets; 4 or more; default 32. */
  public int relativeAttentionNumBuckets() {
    return relativeAttentionNumBuckets;
  }

  /** The distance, in tokens, from which on all positions share the last bucket; default 128. */
  public int relativeAttentionMaxDistance() {
    return relativeAttentionMaxDistance;
  }

  /** The probability that training zeroes an activation, from 0 to below 1; default 0.1. */
  public double dropoutRate() {
    return dropoutRate;
  }

  /** What the root-mean-square normalisation adds to the mean square; default 1e-6. */
  public double layerNormEpsilon() {
    return layerNormEpsilon;
  }

  /** The factor on all initial standard deviations; default 1. */
  public double initializerFactor() {
    return initializerFactor;
  }

  /** The kind of feed-forward layer; default RELU for t5, GATED_GELU for mt5. */
  public FeedForward feedForward() {
    return feedForward;
  }

  /**
   * The flag {@code tie_word_embeddings}; default true.
   *
   * <p>It decides whether a new model gets an output head of its own. Whether an existing one has
   * one is {@link Checkpoint#tied()}, since transformers 5 writes the flag as true for all.
   */
  public boolean tieWordEmbeddings() {
    return tieWordEmbeddings;
  }

  /**
   * Whether the decoder's output is multiplied by {@code dModel^-0.5} before the output head: true
   * for the original T5, false for T5 v1.1, Flan-T5 and mT5.
   */
  public boolean scaleDecoderOutput() {
    return scaleDecoderOutput;
  }

  /** The id that fills the ends of short sequences; default 0. */
  public int padTokenId() {
    return padTokenId;
  }

  /** The ids of which any ends a sequence, 1 to 64 different ones; default 1. */
  public ImmutableIntArray eosTokenIds() {
    return eosTokenIds;
  }

  /** Whether a token ends a sequence. */
  public boolean isEos(long token) {
    return eosTokenIds.contains(Math.toIntExact(token));
  }

  /** The id the decoder starts from; default {@link #padTokenId()}. */
  public int decoderStartTokenId() {
    return decoderStartTokenId;
  }

  /**
   * The generation settings and prompt the model was trained with for a task, such as {@code
   * summarization} of the original T5 ({@code task_specific_params} in config.json).
   *
   * @param task the task's name
   * @return a copy of its settings; empty if the configuration has none
   */
  public ObjectNode taskSpecificParams(String task) {
    return json.path("task_specific_params").path(task) instanceof ObjectNode params
        ? params.deepCopy()
        : Json.emptyObject();
  }

  /** A copy of the whole configuration as it was read, unknown fields included. */
  public ObjectNode json() {
    return json.deepCopy();
  }

  /**
   * The configuration to store beside float32 weights: the fields as read, with what a reader
   * relies on filled in.
   *
   * @param tied whether the weights come without an output head of their own
   */
  ObjectNode jsonForSaving(boolean tied) {
    ObjectNode out = json();
    if (!out.hasNonNull("model_type")) {
      out.put("model_type", "t5");
    }
    if (!out.hasNonNull("architectures")) {
      out.putArray("architectures").add((multilingual ? "MT5" : "T5") + "ForConditionalGeneration");
    }
    // transformers 5 calls the field dtype, 4 torch_dtype; both read torch_dtype.
    if (out.has("dtype")) {
      out.put("dtype", "float32");
    }
    if (out.has("torch_dtype") || !out.has("dtype")) {
      out.put("torch_dtype", "float32");
    }
    if (!tied && tieWordEmbeddings) {
      // As transformers 5 leaves it; transformers 4 would tie and ignore the head.
      out.put("tie_word_embeddings", false);
      if (!multilingual) {
        out.put("scale_decoder_outputs", scaleDecoderOutput);
      }
    }
    return out;
  }
}
