/**
 * Reads texts from Parquet files, column by column and page by page: footer, pages, encodings,
 * compression.
 *
 * <p>Internal: use {@link io.summarizer.data.ParquetDataset}. {@link
 * io.summarizer.data.parquet.ParquetFile} is the way in. The format is that of <a
 * href="https://parquet.apache.org/docs/file-format/">parquet.apache.org</a>; only its Thrift
 * structures come from a library. The values are decoded here, because the decoders of
 * parquet-column allocate what a page says and a damaged page of ten bytes may say gigabytes.
 */
@NullMarked
package io.summarizer.data.parquet;

import org.jspecify.annotations.NullMarked;
