package io.summarizer.summarize;

import com.google.common.collect.Lists;
import io.summarizer.text.TokenIds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A text on its way to what the model takes at once: its parts become summaries, and groups of
 * these again, until they are one.
 *
 * <p>This ends: each round leaves fewer texts than there were. Where no two summaries fit together,
 * they are put together all the same in pairs, and what is beyond the model's limit is lost.
 */
final class LongDocument {
  private final LoadedModel model;
  private final int inputTokens;
  private final int characters;
  private final int parts;
  private List<Piece> pieces;

  /**
   * A text in the place of a part of the document.
   *
   * @param text the part itself, its summary, or summaries one after another
   * @param characters of the document for which it stands
   * @param summarized whether it is as short as can be
   */
  private record Piece(String text, int characters, boolean summarized) {}

  private LongDocument(LoadedModel model, int inputTokens, List<Piece> pieces) {
    this.model = model;
    this.inputTokens = inputTokens;
    this.pieces = pieces;
    this.characters = characters(pieces);
    this.parts = pieces.size();
  }

  /** A text that is not blank. */
  static LongDocument of(String text, LoadedModel model) {
    TokenIds tokens = model.tokens(text);
    List<Piece> pieces =
        tokens.truncated()
            ? TextParts.of(text, model.room(), model::length).stream()
                .map(part -> new Piece(part.text(), part.own(), false))
                .toList()
            : List.of(new Piece(text, text.length(), false));
    return new LongDocument(model, tokens.fullLength(), pieces);
  }

  private static int characters(List<Piece> pieces) {
    return pieces.stream().mapToInt(Piece::characters).sum();
  }

  /** Whether one text is left, which gives the summary. */
  boolean isOne() {
    return pieces.size() == 1;
  }

  /** What is to be summarized next. */
  List<int[]> sources() {
    return pieces.stream()
        .filter(piece -> !piece.summarized())
        .map(piece -> model.tokens(piece.text()).ids())
        .toList();
  }

  /** Takes the summaries of {@link #sources} and puts them together. */
  void summarized(Iterator<String> summaries) {
    List<Piece> shorter =
        pieces.stream()
            .map(
                piece ->
                    piece.summarized()
                        ? piece
                        : new Piece(summaries.next(), piece.characters(), true))
            .toList();
    pieces = together(shorter);
  }

  private List<Piece> together(List<Piece> shorter) {
    List<List<Piece>> groups = new ArrayList<>();
    for (Piece piece : shorter) {
      List<Piece> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (!last.isEmpty() && fits(joined(last) + " " + piece.text())) {
        last.add(piece);
      } else {
        groups.add(new ArrayList<>(List.of(piece)));
      }
    }
    return groups.size() < shorter.size()
        ? groups.stream().map(LongDocument::joinedPiece).toList()
        : inPairs(shorter);
  }

  private boolean fits(String text) {
    return model.length(text) <= model.room();
  }

  private static String joined(List<Piece> group) {
    return String.join(" ", group.stream().map(Piece::text).toList());
  }

  private static Piece joinedPiece(List<Piece> group) {
    return group.size() == 1 ? group.get(0) : new Piece(joined(group), characters(group), false);
  }

  /** Two by two, of which the second does not count, since at least its end is lost. */
  private static List<Piece> inPairs(List<Piece> shorter) {
    return Lists.partition(shorter, 2).stream()
        .map(
            pair ->
                pair.size() == 1
                    ? pair.get(0)
                    : new Piece(joined(pair), pair.get(0).characters(), false))
        .toList();
  }

  /** The source of the one summary that is left to be made. */
  Source source() {
    Piece last = pieces.get(0);
    long used = (long) inputTokens * last.characters() / characters;
    return new Source(model.tokens(last.text()).ids(), inputTokens, (int) used, parts);
  }
}
