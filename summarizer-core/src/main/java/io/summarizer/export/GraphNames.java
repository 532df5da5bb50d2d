package io.summarizer.export;

/** What the files of graphs are called, without their extension. */
final class GraphNames {
  static final String ENCODER = "encoder_model";
  static final String DECODER = "decoder_model";
  static final String DECODER_WITH_PAST = "decoder_with_past_model";
  static final String DECODER_MERGED = "decoder_model_merged";
  static final String SINGLE = "summarizer";

  private GraphNames() {}
}
