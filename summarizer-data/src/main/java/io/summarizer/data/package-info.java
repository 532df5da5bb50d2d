/**
 * Summarization data: records of (id, article, summary) and their readers.
 *
 * <p>Start with {@link io.summarizer.data.Dataset#open(java.nio.file.Path)}, which chooses the
 * reader by the file's extension, or with {@link io.summarizer.data.CsvDataset}, {@link
 * io.summarizer.data.JsonLinesDataset} and {@link io.summarizer.data.ParquetDataset} to set their
 * options. What is wrong with a file is reported as {@link io.summarizer.data.DataException}, which
 * names the file and the line.
 */
@NullMarked
package io.summarizer.data;

import org.jspecify.annotations.NullMarked;
