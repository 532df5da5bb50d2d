package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * One application of an operator.
 *
 * @param segment the part of the graph that it belongs to, or null for none
 */
record Node(
    String name,
    Op op,
    ImmutableList<Value> inputs,
    ImmutableList<Value> outputs,
    @Nullable Segment segment) {
  /** The scopes in which it was made, as they stand before its name. */
  String scope() {
    int end = name.lastIndexOf('/');
    return end < 0 ? "" : name.substring(0, end);
  }
}
