package io.summarizer.generate;

import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.network.IncrementalDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which slots of the key and value caches a row sees, and how far away they are.
 *
 * <p>Every step appends a slot for each lane, and nothing is ever moved: a lane that goes on from
 * another one's beginning sees that one's slots from then on. Hugging Face copies the caches of all
 * beams in their new order instead, at every step.
 */
final class Slots {
  /** What a score gets added so that the softmax gives it no weight: exactly none in float32. */
  private static final double HIDDEN = -1e9;

  private static final Dim PAST = Dim.named("slots");

  private final TokenLoop loop;
  private final Rows rows;
  private final Value positions;
  private final Value limit;
  private final @Nullable Value past;
  private final @Nullable Value withOwn;

  /**
   * Slots of a loop.
   *
   * @param limit how many rounds there can be, a scalar
   */
  Slots(TokenLoop loop, IncrementalDecoder decoder, Value limit) {
    this.loop = loop;
    this.rows = loop.rows();
    this.limit = limit;
    this.positions = decoder.biasOfSlots(limit, Dim.named("all slots")); // [1, H, 1, slots]
    if (rows.lanes().equals(Dim.ONE)) {
      this.past = null;
      this.withOwn = null;
    } else {
      Graph graph = loop.graph();
      Value own = rows.repeatLanes(hiddenFromOthers(graph)); // [R, lanes]
      this.past = loop.carry("hidden", Rows::empty, Shape.of(rows.all(), PAST));
      this.withOwn = Value.concat(1, List.of(past, own)); // [R, slots + lanes]
    }
  }

  /** The extent of the caches before a step. */
  static Dim past() {
    return PAST;
  }

  private Value hiddenFromOthers(Graph graph) { // [lanes, lanes]
    Value lane = graph.range(graph.scalar(rows.lanes().size()), rows.lanes());
    return lane.reshape(Shape.of(rows.lanes(), Dim.ONE))
        .equalTo(lane)
        .not()
        .cast(DataType.FLOAT)
        .times(HIDDEN);
  }

  /** What the scores of the slots, a step's own included, get added: [B | 1, H, lanes, slots]. */
  Value bias() {
    Graph graph = loop.graph();
    Dim now = Dim.named(PAST + "+" + rows.lanes());
    Value end = limit.times(graph.scalar(rows.lanes().size())).reshape(Shape.of(1));
    Value count = loop.round().plus(graph.scalar(1)).times(graph.scalar(rows.lanes().size()));
    Value byPosition =
        positions.window(3, end.minus(count.reshape(Shape.of(1))), end, now); // [1, H, 1, slots]
    if (withOwn == null) {
      return byPosition;
    }
    Value byLane =
        withOwn
            .reshape(Shape.of(rows.all(), Dim.ONE, Dim.ONE, now))
            .reshape(Shape.of(Rows.BATCH, Dim.ONE, rows.lanes(), now));
    return byPosition.plus(byLane); // [B, H, lanes, slots]
  }

  /**
   * Passes the slots on to the next round.
   *
   * @param parents the row whose beginning each row goes on with [R], or null for its own
   */
  void next(@Nullable Value parents) {
    if (past != null && withOwn != null) {
      loop.next(past, parents == null ? withOwn : withOwn.gather(parents));
    }
  }
}
