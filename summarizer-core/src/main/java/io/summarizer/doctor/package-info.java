/**
 * Whether a machine has what this library needs, and what to do where it has not. {@link
 * io.summarizer.doctor.Doctor} looks; the rest is what it says.
 */
@NullMarked
package io.summarizer.doctor;

import org.jspecify.annotations.NullMarked;
