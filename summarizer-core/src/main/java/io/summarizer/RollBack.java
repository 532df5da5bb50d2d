package io.summarizer;

/**
 * A run's return to its last checkpoint after a step whose loss or gradient was not finite. The
 * examples of that step are left out from then on.
 *
 * @param failure what the step's numbers were
 * @param step of the checkpoint, 0 for the model that the run started from
 */
public record RollBack(NonFiniteLossException failure, long step) {}
