package io.summarizer.gpu;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a GPU is, as far as it is known.
 *
 * @param index its place in the driver's order, that of {@code nvidia-smi}; CUDA programs may count
 *     differently, unless {@code CUDA_DEVICE_ORDER=PCI_BUS_ID} is set and {@code
 *     CUDA_VISIBLE_DEVICES} is not
 * @param name such as "NVIDIA GeForce RTX 4090"
 * @param driver the driver's version, such as "580.95.05"
 * @param totalMemoryBytes its memory; a GPU that shares the processor's has none of its own
 * @param computeCapability such as "8.9"
 */
public record GpuDevice(
    int index,
    String name,
    String driver,
    OptionalLong totalMemoryBytes,
    Optional<String> computeCapability) {}
