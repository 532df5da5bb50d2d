package io.summarizer;

import java.util.OptionalLong;

/**
 * How far a data set has been tokenized.
 *
 * @param dataset the name of the data
 * @param rows that are done, dropped ones included
 * @param total rows there are, where that is known without reading everything
 */
public record TokenizationProgress(String dataset, long rows, OptionalLong total) {}
