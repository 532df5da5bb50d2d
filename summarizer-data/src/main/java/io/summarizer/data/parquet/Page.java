package io.summarizer.data.parquet;

import java.util.function.IntSupplier;

/**
 * A part of a column.
 *
 * @param place for messages
 * @param size how many entries it has, nulls among them
 * @param repetition the repetition level of each entry
 * @param definition the definition level of each entry
 * @param values the values of those entries that have one
 */
record Page(Place place, int size, IntSupplier repetition, IntSupplier definition, Values values) {}
