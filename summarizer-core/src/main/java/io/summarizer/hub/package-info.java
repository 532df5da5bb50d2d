/**
 * Files of the Hugging Face Hub, downloaded once into the cache that Python's {@code
 * huggingface_hub} uses too.
 *
 * <p>{@link io.summarizer.hub.Hub} is where to begin; {@link io.summarizer.hub.HubRepository} is a
 * model or a data set on it. What Python has downloaded is found here without network, and what is
 * downloaded here is found by Python. A file is taken into the cache only after its size and its
 * checksum have been verified.
 */
@CheckReturnValue
@NullMarked
package io.summarizer.hub;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
