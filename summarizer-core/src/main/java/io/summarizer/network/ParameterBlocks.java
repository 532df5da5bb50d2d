package io.summarizer.network;

import com.google.common.collect.ImmutableList;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.ParameterLayout.Block;
import io.summarizer.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** The memory of one float32 number for each parameter (its value, or an optimizer's moment). */
public final class ParameterBlocks implements AutoCloseable {
  private final ParameterLayout layout;
  private final ImmutableList<Tensor> tensors;

  /** Zeros. */
  public ParameterBlocks(ParameterLayout layout) {
    this.layout = layout;
    this.tensors =
        layout.blocks().stream()
            .map(block -> Tensor.floats(block.shape().sizes()))
            .collect(ImmutableList.toImmutableList());
  }

  /** Puts each block's tensor into {@code target} under the block's name. */
  public void bind(String prefix, Map<String, Tensor> target) {
    for (Block block : layout.blocks()) {
      target.put(ParameterLayout.name(prefix, block), tensors.get(block.index()));
    }
  }

  /** The numbers of one parameter; writes go through. */
  public FloatBuffer parameter(String name) {
    for (Block block : layout.blocks()) {
      int offset = 0;
      for (ParameterSpec tensor : block.tensors()) {
        if (tensor.name().equals(name)) {
          return tensors.get(block.index()).floats().slice(offset, (int) tensor.elements());
        }
        offset += (int) tensor.elements();
      }
    }
    throw new IllegalArgumentException("no parameter \"" + name + "\"");
  }

  /** Reads every parameter from a checkpoint. */
  public void read(Checkpoint checkpoint) {
    for (ParameterSpec tensor : checkpoint.parameters()) {
      checkpoint.readFloats(tensor.name(), parameter(tensor.name()));
    }
  }

  /** How the parameters lie in memory. */
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
