/**
 * Summarization data: records of (id, article, summary) and their readers.
 *
 * <p>Start with {@link io.summarizer.data.Dataset#open(java.nio.file.Path)}, which chooses the
 * reader by the file's name; {@link io.summarizer.data.DataFiles} sets the format, the fields or
 * the {@link io.summarizer.data.Preset} of one file or many. The dataset of a format, such as
 * {@link io.summarizer.data.CsvDataset}, has that format's own options. A {@link
 * io.summarizer.data.Dataset} is changed, parted and cleaned by its views. What is wrong with data
 * is reported as {@link io.summarizer.data.DataException}, which names the file and the line.
 *
 * <p>All types are immutable and safe for use by several threads, as far as what they are given is:
 * a dataset's supplier, functions and connections are used by each thread that reads it.
 */
@CheckReturnValue
@NullMarked
package io.summarizer.data;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
