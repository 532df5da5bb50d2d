/**
 * A model as standard ONNX files: the layouts that Optimum and Transformers.js open, a whole search
 * as one file, weights of 8 or 4 bits, and the gate that refuses what has lost too much.
 *
 * <p>Graphs are built as for this library's own use, with the weights as inputs; {@link
 * ModelRewriter} then gives the operators their standard form and puts the weights beside them.
 */
@NullMarked
package io.summarizer.export;

import org.jspecify.annotations.NullMarked;
