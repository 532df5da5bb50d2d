package io.summarizer.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a vocabulary of whole words from texts, for a model that is trained from scratch.
 *
 * <p>The pieces are the words, numbers and punctuation marks of the texts and every single
 * character in them, so that any text in those characters can be written. A piece that starts a
 * word carries the mark U+2581 in front, as in SentencePiece; what follows without a space, such as
 * the comma after a word, does not. A number that is frequent enough is one piece, others are
 * spelled digit by digit. The same texts give the same vocabulary on every machine.
 *
 * <p>This is not SentencePiece's training: nothing is learned about parts of words. It suits small
 * corpora with a limited vocabulary; for a real model take the tokenizer it comes with.
 */
public final class VocabularyTrainer {

  /** The largest vocabulary by default, in pieces. */
  public static final int DEFAULT_MAXIMUM_SIZE = 8_000;

  /** How often a word must occur by default. */
  public static final int DEFAULT_MINIMUM_COUNT = 2;

  private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");

  /** A clitic ('s, 't, 're), a word, a number, or any other character by itself. */
  private static final Pattern PIECE =
      Pattern.compile(
          "['\u2019]\\p{L}{1,2}(?!\\p{L})|\\p{L}[\\p{L}\\p{M}]*|\\p{N}+|.", Pattern.DOTALL);

  private static final Comparator<Vocabulary.Piece> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Vocabulary.Piece::count)
          .reversed()
          .thenComparing(Vocabulary.Piece::text);

  private final int maximumSize;
  private final int minimumCount;

  private VocabularyTrainer(int maximumSize, int minimumCount) {
    this.maximumSize = maximumSize;
    this.minimumCount = minimumCount;
  }

  /** Returns a trainer with every option at its default. */
  public static VocabularyTrainer create() {
    return new VocabularyTrainer(DEFAULT_MAXIMUM_SIZE, DEFAULT_MINIMUM_COUNT);
  }

  /**
   * Sets the largest size of the vocabulary, in pieces, the three special tokens and all characters
   * included; default 8,000. The rarest words are left out first.
   */
  public VocabularyTrainer maximumSize(int maximumSize) {
    int smallest = Vocabulary.SPECIAL_TOKENS.size() + 1;
    if (maximumSize < smallest) {
      throw new IllegalArgumentException(
          "maximumSize: expected at least " + smallest + " pieces, got " + maximumSize + ".");
    }
    return new VocabularyTrainer(maximumSize, minimumCount);
  }

  /** Sets how often a word must occur to become a piece; default 2, at least 1. */
  public VocabularyTrainer minimumCount(int minimumCount) {
    if (minimumCount < 1) {
      throw new IllegalArgumentException(
          "minimumCount: expected at least 1 occurrence, got " + minimumCount + ".");
    }
    return new VocabularyTrainer(maximumSize, minimumCount);
  }

  /**
   * Returns the vocabulary of texts.
   *
   * @throws TokenizerException if the texts have more different characters than fit
   */
  public Vocabulary train(Iterable<String> texts) {
    Map<String, Long> counts = new HashMap<>();
    Set<String> characters = new HashSet<>();
    characters.add(Vocabulary.WORD_START);
    for (String text : texts) {
      SPACE
          .splitAsStream(Vocabulary.normalize(text))
          .forEach(word -> count(word, counts, characters));
    }
    int room = maximumSize - Vocabulary.SPECIAL_TOKENS.size() - characters.size();
    if (room < 0) {
      throw new TokenizerException(
          "maximumSize: expected room for the "
              + characters.size()
              + " different characters of the texts and "
              + Vocabulary.SPECIAL_TOKENS.size()
              + " special tokens, got "
              + maximumSize
              + ". Raise it or clean the texts.");
    }
    List<Vocabulary.Piece> pieces = new ArrayList<>();
    for (String character : characters) {
      pieces.add(new Vocabulary.Piece(character, counts.getOrDefault(character, 0L)));
    }
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= minimumCount && !characters.contains(e.getKey()))
        .map(e -> new Vocabulary.Piece(e.getKey(), e.getValue()))
        .sorted(MOST_FREQUENT_FIRST)
        .limit(room)
        .forEach(pieces::add);
    pieces.sort(MOST_FREQUENT_FIRST);
    return new Vocabulary(pieces);
  }

  private static void count(String word, Map<String, Long> counts, Set<String> characters) {
    Matcher matcher = PIECE.matcher(word);
    while (matcher.find()) {
      String piece = matcher.group();
      piece.codePoints().forEach(c -> characters.add(Character.toString(c)));
      String marked = matcher.start() == 0 ? Vocabulary.WORD_START + piece : piece;
      counts.merge(marked, 1L, Long::sum);
    }
  }
}
