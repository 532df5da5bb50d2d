package io.summarizer.graph;

import com.google.common.collect.ImmutableList;

/** One application of an operator. */
record Node(String name, Op op, ImmutableList<Value> inputs, ImmutableList<Value> outputs) {}
