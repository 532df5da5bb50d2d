package io.summarizer.generate;

import com.google.common.primitives.ImmutableIntArray;

/**
 * The tokens of a batch's beams, from which a finished summary is read backwards: from lane to the
 * lane it went on from.
 *
 * @param tokens [rounds, B, lanes]
 * @param lanes [rounds, B, lanes]
 * @param sources B
 * @param width the number of lanes
 * @param vocabulary the number of tokens there are
 */
@SuppressWarnings("ArrayRecordComponent") // the outputs of one run, read and dropped
record BeamTrace(long[] tokens, long[] lanes, int sources, int width, int vocabulary) {
  /**
   * The tokens of a summary.
   *
   * @param code what {@link FinishedPool} holds of it: (round * lanes + lane) * vocabulary + token
   */
  ImmutableIntArray tokens(int source, long code) {
    int round = Math.toIntExact(code / vocabulary / width);
    int lane = (int) (code / vocabulary % width);
    int[] ids = new int[round + 1];
    ids[round] = (int) (code % vocabulary);
    while (round > 0) {
      round--;
      int place = (round * sources + source) * width + lane;
      ids[round] = (int) tokens[place];
      lane = (int) lanes[place];
    }
    return ImmutableIntArray.copyOf(ids);
  }
}
