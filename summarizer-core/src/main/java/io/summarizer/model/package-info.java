/**
 * T5: its configuration, its parameters and the files they live in.
 *
 * <p>A checkpoint is a directory in the Hugging Face layout, so it moves freely between this
 * library and Python. {@link io.summarizer.model.Checkpoint} reads one, {@link
 * io.summarizer.model.CheckpointWriter} writes one; both rest on the safetensors format ({@link
 * io.summarizer.model.SafeTensorsFile}, {@link io.summarizer.model.SafeTensorsWriter}).
 */
@NullMarked
package io.summarizer.model;

import org.jspecify.annotations.NullMarked;
