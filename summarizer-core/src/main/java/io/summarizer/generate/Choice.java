package io.summarizer.generate;

import io.summarizer.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a search decides.
 *
 * @param tokens the next token of each row [R]
 * @param parents the row whose beginning each row goes on with [R], or null for its own
 * @param open whether a source goes on [B]; what a closed one did would change nothing
 */
record Choice(Value tokens, @Nullable Value parents, Value open) {}
