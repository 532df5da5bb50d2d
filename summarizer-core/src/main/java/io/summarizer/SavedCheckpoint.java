package io.summarizer;

import java.nio.file.Path;

/**
 * A checkpoint that is safely on disk.
 *
 * @param directory where it is: a model in the Hugging Face layout, with the training state
 * @param step the optimizer steps done
 * @param best whether the newest evaluation, at this step, is the best so far
 */
public record SavedCheckpoint(Path directory, long step, boolean best) {}
