/**
 * T5 as a graph: embedding, attention with relative position bias, feed-forward, the two stacks,
 * the loss.
 *
 * <p>Activations stand sequence first, [length, batch, width]: splitting them into heads is then a
 * change of strides that ONNX Runtime folds into the matrix product, not a copy. The capitals in
 * the shapes at the ends of lines:
 *
 * <ul>
 *   <li>B batch, S source length, T target length, Q and K lengths of queries and keys
 *   <li>D model width, H heads, d width of a head, F inner width, V vocabulary
 * </ul>
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al., Exploring the Limits of Transfer
 *     Learning with a Unified Text-to-Text Transformer</a>
 */
@NullMarked
package io.summarizer.network;

import org.jspecify.annotations.NullMarked;
