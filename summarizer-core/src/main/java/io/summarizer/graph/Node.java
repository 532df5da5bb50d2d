package io.summarizer.graph;

import com.google.common.collect.ImmutableList;

/** One application of an operator. */
record Node(String name, Op op, ImmutableList<Value> inputs, ImmutableList<Value> outputs) {
  /** The scopes in which the node was made, joined by slashes; empty for none. */
  String scope() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
