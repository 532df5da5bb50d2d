package io.summarizer.runtime;

/**
 * A GPU as CUDA sees it.
 *
 * @param index in CUDA's order, as in {@code cuda:0}
 * @param name such as "NVIDIA GeForce RTX 4090"
 * @param memoryBytes all of its memory, whoever uses it
 */
public record CudaGpu(int index, String name, ComputeCapability capability, long memoryBytes) {}
