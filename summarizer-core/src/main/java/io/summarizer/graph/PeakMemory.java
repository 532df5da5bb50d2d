package io.summarizer.graph;

/**
 * The most memory that a graph's values hold while it runs; what goes in and comes out is the
 * caller's.
 *
 * @param live the bytes of the values that are needed at one time
 * @param node the name of the node that runs at that time, empty if there are constants only
 * @param touched the bytes of the arena in which they lie that have been used at some time, so
 *     often more: there are gaps between values
 * @param reserved the bytes of the whole arena
 */
public record PeakMemory(long live, String node, long touched, long reserved) {}
