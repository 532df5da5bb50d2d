package io.summarizer.rouge;

/**
 * A generated text and a reference whose tokens are numbered alike.
 *
 * @param generated the text to judge
 * @param reference the text to compare it with
 * @param vocabularySize tokens are numbered from 0 to below this
 * @param conventions whose rules to count by
 */
record TextPair(
    TokenizedText generated,
    TokenizedText reference,
    int vocabularySize,
    Conventions conventions) {}
