/** ONNX Runtime: sessions and the native memory of tensors. The only package that calls it. */
@NullMarked
package io.summarizer.runtime;

import org.jspecify.annotations.NullMarked;
