package io.summarizer.train;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.ParameterSpec;
import io.summarizer.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** The memory of what steps hand on besides the parameters. */
final class OptimizerState implements AutoCloseable {
  private final ImmutableMap<StateBlock, Tensor> blocks;

  /** Zeros. */
  OptimizerState(List<StateBlock> blocks) {
    try (Opening opening = new Opening()) {
      this.blocks =
          blocks.stream()
              .collect(
                  ImmutableMap.toImmutableMap(
                      block -> block,
                      block -> opening.add(Tensor.floats(block.shape().sizes()), Tensor::close)));
      opening.keep();
    }
  }

  /** Puts each block's tensor into {@code target} under the block's name. */
  void bind(String prefix, Map<String, Tensor> target) {
    blocks.forEach((block, tensor) -> target.put(prefix + block.name(), tensor));
  }

  /** The content, tensor by tensor; writes go through. */
  ImmutableMap<ParameterSpec, FloatBuffer> tensors() {
    ImmutableMap.Builder<ParameterSpec, FloatBuffer> result = ImmutableMap.builder();
    blocks.forEach(
        (block, memory) -> {
          int offset = 0;
          for (ParameterSpec tensor : block.tensors()) {
            int elements = (int) tensor.elements();
            result.put(tensor, memory.floats().slice(offset, elements));
            offset += elements;
          }
        });
    return result.buildOrThrow();
  }

  /** The content of a block; writes go through. */
  FloatBuffer block(StateBlock block) {
    Tensor tensor = blocks.get(block);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no state \"" + block.name() + "\" among " + ImmutableList.copyOf(blocks.keySet()));
    }
    return tensor.floats();
  }

  @Override
  public void close() {
    blocks.values().forEach(Tensor::close);
  }
}
