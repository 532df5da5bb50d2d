/** What a run is told about its graphics card and tells of it. */
@CheckReturnValue
@NullMarked
package io.summarizer.gpu;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
