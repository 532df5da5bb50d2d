package io.summarizer.rouge;

/** What becomes of a token before it is compared. */
enum Stemming {
  /** It stays. */
  NONE {
    @Override
    String stem(String token) {
      return token;
    }
  },

  /** NLTK's extended Porter stemmer on tokens of more than three characters. */
  NLTK {
    @Override
    String stem(String token) {
      return token.length() > LONGEST_UNSTEMMED ? PorterStemmer.NLTK.stem(token) : token;
    }
  },

  /** The Porter stemmer of ROUGE-1.5.5 on tokens of more than three characters. */
  ROUGE_155 {
    @Override
    String stem(String token) {
      return token.length() > LONGEST_UNSTEMMED ? PorterStemmer.ROUGE_155.stem(token) : token;
    }
  };

  private static final int LONGEST_UNSTEMMED = 3;

  abstract String stem(String token);
}
