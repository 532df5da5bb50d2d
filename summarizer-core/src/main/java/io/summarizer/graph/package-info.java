/**
 * A builder of ONNX graphs with shape and type checks and reverse-mode differentiation.
 *
 * <p>{@link io.summarizer.graph.Graph} holds nodes; {@link io.summarizer.graph.Value} is a typed,
 * shaped handle on a tensor with the operators as methods; every operator is a record that
 * implements {@link io.summarizer.graph.Op}, with its shape rule and its gradient side by side;
 * {@link io.summarizer.graph.Autodiff} walks a graph backwards. The result is plain ONNX that a
 * stock ONNX Runtime executes. Nothing in here knows of any particular network.
 */
@NullMarked
package io.summarizer.graph;

import org.jspecify.annotations.NullMarked;
