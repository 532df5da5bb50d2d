package io.summarizer.summarize;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.summarizer.GenerationOptions;
import io.summarizer.text.TokenIds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A text on its way to its summary: its parts are summarized, and neighbouring summaries again,
 * until they are short enough together or are one text that the model takes.
 *
 * <p>This ends: each round leaves fewer texts than there were. Where no two summaries fit together,
 * they are put together all the same in pairs, and what is beyond the model's limit is lost.
 */
final class LongDocument {
  private final LoadedModel model;
  private final GenerationOptions options;
  private final int inputTokens;
  private final int characters;
  private final int parts;
  private List<Piece> pieces;

  /**
   * A text in the place of a part of the document.
   *
   * @param text the part itself, the best of its summaries, or such one after another
   * @param characters of the document for which it stands
   * @param summaries all of them, the best first; none if it has still to be summarized
   */
  private record Piece(String text, int characters, ImmutableList<PartSummary> summaries) {
    static Piece open(String text, int characters) {
      return new Piece(text, characters, ImmutableList.of());
    }

    boolean isOpen() {
      return summaries.isEmpty();
    }

    int length() {
      return summaries.get(0).length();
    }
  }

  private LongDocument(
      LoadedModel model, GenerationOptions options, int inputTokens, List<Piece> pieces) {
    this.model = model;
    this.options = options;
    this.inputTokens = inputTokens;
    this.pieces = pieces;
    this.characters = characters(pieces);
    this.parts = pieces.size();
  }

  /** A text that is not blank. */
  static LongDocument of(String text, LoadedModel model, GenerationOptions options) {
    TokenIds tokens = model.tokens(text);
    List<Piece> pieces =
        tokens.truncated()
            ? TextParts.of(text, model.room(), model::length).stream()
                .map(part -> Piece.open(part.text(), part.own()))
                .toList()
            : List.of(Piece.open(text, text.length()));
    return new LongDocument(model, options, tokens.fullLength(), pieces);
  }

  private static int characters(List<Piece> pieces) {
    return pieces.stream().mapToInt(Piece::characters).sum();
  }

  /** Whether nothing is left to be summarized but one text, which gives the summary. */
  boolean isReady() {
    return pieces.size() == 1 || pieces.stream().noneMatch(Piece::isOpen);
  }

  /** What is to be summarized next. */
  List<int[]> sources() {
    return pieces.stream()
        .filter(Piece::isOpen)
        .map(piece -> model.tokens(piece.text()).ids())
        .toList();
  }

  /** Takes the summaries of each of {@link #sources}, and puts them together if they are long. */
  void summarized(Iterator<ImmutableList<PartSummary>> summaries) {
    // Parts have sentences in common: of equal summaries the first stays.
    Map<String, Piece> shorter = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      ImmutableList<PartSummary> own = piece.isOpen() ? summaries.next() : piece.summaries();
      shorter.merge(
          own.get(0).text(),
          new Piece(own.get(0).text(), piece.characters(), own),
          (one, same) ->
              new Piece(one.text(), one.characters() + same.characters(), one.summaries()));
    }
    pieces = List.copyOf(shorter.values());
    int length = pieces.stream().mapToInt(Piece::length).sum();
    if (pieces.size() > 1 && length > options.maxNewTokens()) {
      // As many as would do if each of the next summaries is as long as these.
      int enough = (int) Math.max(1, (long) options.maxNewTokens() * pieces.size() / length);
      pieces = together((pieces.size() + enough - 1) / enough);
    }
  }

  /** Groups of neighbours, each of so many if they fit. */
  private List<Piece> together(int most) {
    List<List<Piece>> groups = new ArrayList<>();
    for (Piece piece : pieces) {
      List<Piece> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (!last.isEmpty() && last.size() < most && fits(joined(last) + " " + piece.text())) {
        last.add(piece);
      } else {
        groups.add(new ArrayList<>(List.of(piece)));
      }
    }
    return groups.size() < pieces.size()
        ? groups.stream().map(group -> joined(group, characters(group))).toList()
        // Of a pair that does not fit the second does not count, since its end is lost.
        : Lists.partition(pieces, 2).stream()
            .map(pair -> joined(pair, pair.get(0).characters()))
            .toList();
  }

  private boolean fits(String text) {
    return model.length(text) <= model.room();
  }

  private static String joined(List<Piece> group) {
    return String.join(" ", group.stream().map(Piece::text).toList());
  }

  private static Piece joined(List<Piece> group, int characters) {
    return group.size() == 1 ? group.get(0) : Piece.open(joined(group), characters);
  }

  /** The source of the summary, or the summary itself. */
  Source source() {
    int used = (int) ((long) inputTokens * characters(pieces) / characters);
    return pieces.get(0).isOpen()
        ? new Source(
            model.tokens(pieces.get(0).text()).ids(), ImmutableList.of(), inputTokens, used, parts)
        : new Source(new int[0], joinedSummaries(), inputTokens, used, parts);
  }

  /** The best of all pieces one after another, the second best, and so on. */
  private ImmutableList<PartSummary> joinedSummaries() {
    int ranks = pieces.stream().mapToInt(piece -> piece.summaries().size()).min().orElseThrow();
    return IntStream.range(0, ranks)
        .mapToObj(
            rank ->
                PartSummary.join(
                    pieces.stream().map(piece -> piece.summaries().get(rank)).toList(),
                    options.lengthPenalty()))
        .collect(ImmutableList.toImmutableList());
  }
}
