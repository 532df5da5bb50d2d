package io.summarizer;

import io.summarizer.text.TokenizedDataset;
import java.util.Optional;

/**
 * What a run is about to do.
 *
 * @param parameters the number of parameters
 * @param train what became of the rows of the training data
 * @param validation likewise, if there is validation data
 * @param stepsPerEpoch optimizer steps of the first epoch; with a token budget others may have a
 *     few more or less
 * @param totalSteps optimizer steps of the run
 * @param padding the share of padding in all tokens of the first epoch, of both sides; 0 to below 1
 */
public record TrainingPlan(
    long parameters,
    TokenizedDataset.Report train,
    Optional<TokenizedDataset.Report> validation,
    long stepsPerEpoch,
    long totalSteps,
    double padding) {}
