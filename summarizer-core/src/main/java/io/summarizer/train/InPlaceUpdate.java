package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import io.summarizer.network.ParameterBlocks;
import io.summarizer.network.ParameterLayout.Block;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Applies an {@link InPlaceRule} to all parameters that learn, piece by piece. */
final class InPlaceUpdate {
  /**
   * The parameters of a piece. Its copies on the heap, which the compiler can vectorise over, stay
   * in the processor's second-level cache: 64 KiB each.
   */
  private static final int PIECE = 1 << 14;

  private final InPlaceRule rule;
  private final ImmutableList<Piece> pieces;

  /** A part of a block: the whole block's numbers, and where the part lies in them. */
  private record Piece(
      boolean decays,
      FloatBuffer parameters,
      ImmutableList<FloatBuffer> state,
      FloatBuffer gradient,
      int from,
      int count) {
    static Stream<Piece> of(
        Block block,
        FloatBuffer parameters,
        ImmutableList<FloatBuffer> state,
        FloatBuffer gradient) {
      int elements = parameters.remaining();
      return LongStream.iterate(0, from -> from < elements, from -> from + PIECE)
          .mapToObj(
              from ->
                  new Piece(
                      block.decays(),
                      parameters,
                      state,
                      gradient,
                      (int) from,
                      (int) Math.min(PIECE, elements - from)));
    }

    void update(InPlaceRule rule, Copies copies, InPlaceRule.Scalars scalars) {
      parameters.get(from, copies.parameters, 0, count);
      gradient.get(from, copies.gradient, 0, count);
      for (int i = 0; i < state.size(); i++) {
        state.get(i).get(from, copies.state[i], 0, count);
      }
      rule.update(decays, count, copies.parameters, copies.state, copies.gradient, scalars);
      parameters.put(from, copies.parameters, 0, count);
      for (int i = 0; i < state.size(); i++) {
        state.get(i).put(from, copies.state[i], 0, count);
      }
    }
  }

  /** Those of one thread. */
  private static final class Copies {
    final float[] parameters = new float[PIECE];
    final float[] gradient = new float[PIECE];
    final float[][] state;

    Copies(int parts) {
      this.state = new float[parts][PIECE];
    }
  }

  /**
   * An update of {@code parameters}.
   *
   * @param gradients in the same layout
   */
  InPlaceUpdate(
      InPlaceRule rule,
      ParameterBlocks parameters,
      OptimizerState state,
      ParameterBlocks gradients) {
    this.rule = rule;
    this.pieces =
        parameters.layout().trainable().stream()
            .flatMap(
                block ->
                    Piece.of(
                        block,
                        parameters.block(block),
                        rule.state(block).stream()
                            .map(state::block)
                            .collect(ImmutableList.toImmutableList()),
                        gradients.block(block)))
            .collect(ImmutableList.toImmutableList());
  }

  /**
   * Changes the parameters and the state by the gradients as they are now.
   *
   * @param threads that share the work at most, this one included
   */
  void apply(InPlaceRule.Scalars scalars, int threads) {
    IntStream.range(0, threads).parallel().forEach(first -> apply(scalars, first, threads));
  }

  private void apply(InPlaceRule.Scalars scalars, int first, int stride) {
    Copies copies = new Copies(pieces.get(0).state.size());
    for (int i = first; i < pieces.size(); i += stride) {
      pieces.get(i).update(rule, copies, scalars);
    }
  }
}
