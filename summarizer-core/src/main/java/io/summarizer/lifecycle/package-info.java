/**
 * When native memory goes: not under a call that uses it, once, and even if closing was forgotten.
 */
@NullMarked
package io.summarizer.lifecycle;

import org.jspecify.annotations.NullMarked;
