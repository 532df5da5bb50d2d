package io.summarizer.generate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.google.common.primitives.Ints;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Bans the last token of a forbidden sequence where the tokens before it have just come: Hugging
 * Face's NoBadWordsLogitsProcessor.
 */
record ForbiddenTokens(List<? extends List<Integer>> sequences) {
  List<Ban> bans(TokenLoop loop, TokenHistory history) {
    List<Ban> bans = new ArrayList<>();
    // Sequences of one length at once.
    sequences.stream()
        .map(sequence -> Ints.toArray(sequence))
        .collect(groupingBy(sequence -> sequence.length, TreeMap::new, toList()))
        .forEach((length, group) -> bans.add(ban(length - 1, group, loop, history)));
    return bans;
  }

  private static Ban ban(int before, List<int[]> group, TokenLoop loop, TokenHistory history) {
    Graph graph = loop.graph();
    Rows rows = loop.rows();
    Dim count = Dim.of(group.size());
    long[] last = group.stream().mapToLong(sequence -> sequence[before]).toArray();
    Value tokens = rows.repeat(graph.vector(last).reshape(Shape.of(Dim.ONE, count)));
    if (before == 0) {
      return new Ban(tokens, Ban.penalties(tokens.equalTo(tokens)));
    }
    long[] prefixes =
        group.stream()
            .flatMapToLong(sequence -> Arrays.stream(sequence, 0, before).asLongStream())
            .toArray();
    Dim width = Dim.of(before);
    Value came = history.last(before).reshape(Shape.of(rows.all(), Dim.ONE, width));
    Value equal = came.equalTo(graph.vector(prefixes).reshape(Shape.of(Dim.ONE, count, width)));
    Value all = Truths.count(equal, false, 2).equalTo(graph.scalar(before));
    return new Ban(tokens, Ban.penalties(all)); // [rows, count]
  }

  /** How far before a token its sequence reaches. */
  int reach() {
    return sequences.stream().mapToInt(sequence -> sequence.size() - 1).max().orElse(0);
  }
}
