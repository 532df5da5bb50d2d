package io.summarizer;

import io.summarizer.text.TokenizedDataset;
import java.util.Optional;

/**
 * What a run is about to do.
 *
 * @param parameters the number of parameters
 * @param train what became of the rows of the training data
 * @param validation likewise, if there is validation data
 * @param stepsPerEpoch optimizer steps to an epoch
 * @param totalSteps optimizer steps of the run
 */
public record TrainingPlan(
    long parameters,
    TokenizedDataset.Report train,
    Optional<TokenizedDataset.Report> validation,
    long stepsPerEpoch,
    long totalSteps) {}
