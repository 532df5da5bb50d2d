/**
 * Whether a machine has what this library needs, and what to do where it has not. {@link
 * io.summarizer.doctor.Doctor} looks; the rest is what it says.
 */
@CheckReturnValue
@NullMarked
package io.summarizer.doctor;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
