package io.summarizer.network;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import io.summarizer.model.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parameters of a network lie in memory: in blocks, each a contiguous run of tensors that
 * are treated alike.
 *
 * <p>One block for each tensor makes the optimizer thousands of nodes, which cost launches on a
 * GPU; a single block makes large temporaries, which cost cache on a CPU.
 */
public final class ParameterLayout {
  /**
   * A contiguous run of tensors.
   *
   * @param decays whether weight decay applies to them
   */
  public record Block(int index, boolean decays, ImmutableList<ParameterSpec> tensors) {
    /** The number of elements of all tensors. */
    public long elements() {
      return tensors.stream().mapToLong(ParameterSpec::elements).sum();
    }

    /** A lone tensor keeps its shape, several lie flat. */
    Shape shape() {
      return tensors.size() == 1 ? shapeOf(tensors.get(0)) : Shape.of(elements());
    }
  }

  private final ImmutableList<Block> blocks;

  private ParameterLayout(ImmutableList<Block> blocks) {
    this.blocks = blocks;
  }

  /**
   * Lays out {@code tensors} in their order, those that decay apart from those that do not.
   *
   * @param blockElements a block is closed before it would exceed this; a larger tensor has a block
   *     of its own
   */
  public static ParameterLayout of(List<ParameterSpec> tensors, long blockElements) {
    List<List<ParameterSpec>> groups = new ArrayList<>();
    for (boolean decays : new boolean[] {true, false}) {
      long open = Long.MAX_VALUE;
      for (ParameterSpec tensor : tensors) {
        if (tensor.decays() == decays) {
          if (open > blockElements - tensor.elements()) {
            groups.add(new ArrayList<>());
            open = 0;
          }
          groups.get(groups.size() - 1).add(tensor);
          open += tensor.elements();
        }
      }
    }
    ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    for (int i = 0; i < groups.size(); i++) {
      List<ParameterSpec> group = groups.get(i);
      blocks.add(new Block(i, group.get(0).decays(), ImmutableList.copyOf(group)));
    }
    return new ParameterLayout(blocks.build());
  }

  /** The blocks in order. */
  public ImmutableList<Block> blocks() {
    return blocks;
  }

  /** The tensors of all blocks, in the blocks' order. */
  public ImmutableList<ParameterSpec> tensors() {
    return blocks.stream()
        .flatMap(block -> block.tensors().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** An input of {@code graph} for each block, named {@code prefix.0}, {@code prefix.1}, ... */
  public ImmutableList<Value> inputs(Graph graph, String prefix) {
    return blocks.stream()
        .map(b -> graph.input(name(prefix, b), DataType.FLOAT, b.shape()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The name of a block's input or output. */
  public static String name(String prefix, Block block) {
    return prefix + "." + block.index();
  }

  /** The tensors inside block values, in float32 and as operands of matrix products. */
  public Weights weights(List<Value> blockValues, Arithmetic arithmetic) {
    ImmutableMap<String, Value> values = tensors(blockValues);
    // A whole block becomes operands at once, not tensor by tensor: fewer nodes.
    ImmutableMap<String, Value> operands =
        arithmetic.equals(Arithmetic.FLOAT32)
            ? values
            : tensors(
                blocks.stream().map(block -> operand(block, blockValues, arithmetic)).toList());
    return new Weights(values, operands, arithmetic);
  }

  private static Value operand(Block block, List<Value> blockValues, Arithmetic arithmetic) {
    Value whole = blockValues.get(block.index());
    String scope =
        block.tensors().size() == 1 ? block.tensors().get(0).name() : "block." + block.index();
    return whole.graph().scope("weights/" + scope, () -> arithmetic.operand(whole));
  }

  private ImmutableMap<String, Value> tensors(List<Value> blockValues) {
    ImmutableMap.Builder<String, Value> result = ImmutableMap.builder();
    for (Block block : blocks) {
      Value whole = blockValues.get(block.index());
      List<Long> sizes = block.tensors().stream().map(ParameterSpec::elements).toList();
      List<Value> parts = sizes.size() == 1 ? List.of(whole) : whole.split(sizes);
      for (int i = 0; i < parts.size(); i++) {
        ParameterSpec tensor = block.tensors().get(i);
        result.put(tensor.name(), parts.get(i).reshape(shapeOf(tensor)));
      }
    }
    return result.buildOrThrow();
  }

  private static Shape shapeOf(ParameterSpec tensor) {
    return Shape.of(tensor.shape().stream().map(Dim::of).toArray(Dim[]::new));
  }
}
