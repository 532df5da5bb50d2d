package io.summarizer.network;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.summarizer.lifecycle.Opening;
import io.summarizer.model.Checkpoint;
import io.summarizer.model.ParameterSpec;
import io.summarizer.network.ParameterLayout.Block;
import io.summarizer.runtime.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** The memory of the parameters. */
public final class ParameterBlocks implements AutoCloseable {
  private final ParameterLayout layout;
  private final ImmutableList<Tensor> tensors; // by the index of their block
  private final ImmutableList<Tensor> owned;

  /** Zeros. */
  public ParameterBlocks(ParameterLayout layout) {
    this.layout = layout;
    this.tensors = zeros(layout.blocks());
    this.owned = tensors;
  }

  private ParameterBlocks(ParameterBlocks frozen) {
    this.layout = frozen.layout;
    this.owned = zeros(layout.trainable());
    this.tensors =
        ImmutableList.<Tensor>builder()
            .addAll(owned)
            .addAll(frozen.tensors.subList(owned.size(), frozen.tensors.size()))
            .build();
  }

  private static ImmutableList<Tensor> zeros(List<Block> blocks) {
    try (Opening opening = new Opening()) {
      ImmutableList<Tensor> tensors =
          blocks.stream()
              .map(block -> opening.add(Tensor.floats(block.shape().sizes()), Tensor::close))
              .collect(toImmutableList());
      opening.keep();
      return tensors;
    }
  }

  /** Zeros for what learns, with the very memory of these for what is frozen. */
  public ParameterBlocks anotherOfTrainable() {
    return new ParameterBlocks(this);
  }

  /** Puts each block's tensor into {@code target} under the block's name. */
  public void bind(String prefix, Map<String, ? super Tensor> target) {
    bind(prefix, layout.blocks(), target);
  }

  /** Puts the tensor of each block that learns into {@code target} under the block's name. */
  public void bindTrainable(String prefix, Map<String, Tensor> target) {
    bind(prefix, layout.trainable(), target);
  }

  private void bind(String prefix, List<Block> blocks, Map<String, ? super Tensor> target) {
    for (Block block : blocks) {
      target.put(ParameterLayout.name(prefix, block), tensors.get(block.index()));
    }
  }

  /** The numbers of a block; writes go through. */
  public FloatBuffer block(Block block) {
    return tensors.get(block.index()).floats();
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
    owned.forEach(Tensor::close);
  }
}
