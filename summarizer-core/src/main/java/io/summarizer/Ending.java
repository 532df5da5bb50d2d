package io.summarizer;

/** Why a summary ended. */
public enum Ending {
  /** The model ended it with its end token. */
  END_TOKEN,
  /** The limit of tokens cut it off, see {@link GenerationOptions.Builder#maxNewTokens}. */
  LIMIT,
  /** The listener wanted no more, see {@link SummaryListener#stops}. */
  STOPPED,
  /** The text was empty or blank: the model was not asked. */
  BLANK_TEXT
}
