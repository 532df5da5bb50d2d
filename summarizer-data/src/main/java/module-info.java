/** Readers of summarization data sets, from files and databases. */
module io.summarizer.data {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive java.sql;
  requires jdk.unsupported; // the decompressors' Unsafe
  requires aircompressor;
  requires de.siegmar.fastcsv;
  requires parquet.format.structures;
  requires tools.jackson.core;

  exports io.summarizer.data;
  exports io.summarizer.error;
}
