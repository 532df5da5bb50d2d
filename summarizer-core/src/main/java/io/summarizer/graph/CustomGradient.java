package io.summarizer.graph;

import com.google.common.collect.ImmutableList;

/** What {@link Value#withGradient} says of a value. */
record CustomGradient(ImmutableList<Value> inputs, ImmutableList<Value> kept, GradientRule rule) {}
