package io.summarizer.graph;

/**
 * The most memory that a graph's values hold at one time while it runs.
 *
 * @param bytes of the values that nodes make; what goes in and comes out is the caller's
 * @param node the name of the node that runs at that time, empty if the graph's constants are all
 */
public record PeakMemory(long bytes, String node) {
  PeakMemory orLarger(long otherBytes, String otherNode) {
    return otherBytes > bytes ? new PeakMemory(otherBytes, otherNode) : this;
  }
}
