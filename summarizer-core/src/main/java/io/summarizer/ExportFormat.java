package io.summarizer;

/** The files that an exported model is made of. */
public enum ExportFormat {
  /**
   * {@code encoder_model.onnx}, {@code decoder_model.onnx} and {@code decoder_with_past_model.onnx}
   * under the names that Hugging Face's Optimum gives them: its {@code ORTModelForSeq2SeqLM} opens
   * the directory.
   */
  OPTIMUM,
  /**
   * {@code onnx/encoder_model.onnx} and {@code onnx/decoder_model_merged.onnx}, which
   * Transformers.js opens. Quantized files are called as it wants them: {@code _quantized} with 8
   * bits (its {@code dtype: "q8"}), {@code _q4} with 4.
   */
  TRANSFORMERS_JS,
  /**
   * {@code summarizer.onnx}: the encoder and the whole search in one graph. One run of it in any
   * ONNX Runtime turns token ids into those of summaries; its metadata describe what goes in and
   * comes out.
   */
  SINGLE
}
