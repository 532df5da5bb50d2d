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
import java.util.function.Predicate;

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
   * @param trainable whether they learn; else they are frozen
   * @param decays whether weight decay applies to them
   */
  public record Block(
      int index, boolean trainable, boolean decays, ImmutableList<ParameterSpec> tensors) {
    /** The number of elements of all tensors. */
    public long elements() {
      return tensors.stream().mapToLong(ParameterSpec::elements).sum();
    }

    /** A lone tensor keeps its shape, several lie flat. */
    public Shape shape() {
      return tensors.size() == 1 ? shapeOf(tensors.get(0)) : Shape.of(elements());
    }

    /** The block's tensors, each in its shape. */
    public List<Value> split(Value block) {
      if (tensors.size() == 1) {
        return List.of(block);
      }
      List<Value> parts = block.split(tensors.stream().map(ParameterSpec::elements).toList());
      List<Value> result = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        result.add(parts.get(i).reshape(shapeOf(tensors.get(i))));
      }
      return result;
    }

    /** The block of tensors as {@link #split} gives them. */
    public Value join(List<Value> parts) {
      return parts.size() == 1
          ? parts.get(0)
          : Value.concat(0, parts.stream().map(Block::flat).toList());
    }

    private static Value flat(Value tensor) {
      return tensor.reshape(Shape.of(tensor.shape().count()));
    }
  }

  /**
   * The elements of a block on the CPU, where the optimizer is fastest on the tensors as they are.
   */
  public static final long CPU_BLOCK = 1;

  /**
   * The elements of a block on a GPU, where each block costs the optimizer some fifteen launches:
   * 32 MiB. t5-small has 8 blocks then; its embedding, which would have to be copied out of a block
   * in each step, has one of its own.
   */
  public static final long GPU_BLOCK = 1 << 23;

  private final ImmutableList<Block> blocks;

  private ParameterLayout(ImmutableList<Block> blocks) {
    this.blocks = blocks;
  }

  /** Lays out {@code tensors} that all learn, see {@link #of(List, long, Predicate)}. */
  public static ParameterLayout of(List<ParameterSpec> tensors, long blockElements) {
    return of(tensors, blockElements, tensor -> true);
  }

  /**
   * Lays out {@code tensors} in their order, but those that learn before the frozen ones, and those
   * that decay before those that do not.
   *
   * @param blockElements a block is closed before it would exceed this; a larger tensor has a block
   *     of its own
   */
  public static ParameterLayout of(
      List<ParameterSpec> tensors, long blockElements, Predicate<ParameterSpec> trainable) {
    ImmutableList.Builder<Block> blocks = ImmutableList.builder();
    int index = 0;
    for (boolean learns : new boolean[] {true, false}) {
      for (boolean decays : new boolean[] {true, false}) {
        List<ParameterSpec> alike =
            tensors.stream()
                .filter(t -> trainable.test(t) == learns && t.decays() == decays)
                .toList();
        for (ImmutableList<ParameterSpec> group : groups(alike, blockElements)) {
          blocks.add(new Block(index++, learns, decays, group));
        }
      }
    }
    return new ParameterLayout(blocks.build());
  }

  private static List<ImmutableList<ParameterSpec>> groups(
      List<ParameterSpec> tensors, long blockElements) {
    List<List<ParameterSpec>> groups = new ArrayList<>();
    long open = Long.MAX_VALUE;
    for (ParameterSpec tensor : tensors) {
      if (open > blockElements - tensor.elements()) {
        groups.add(new ArrayList<>());
        open = 0;
      }
      groups.get(groups.size() - 1).add(tensor);
      open += tensor.elements();
    }
    return groups.stream().map(ImmutableList::copyOf).toList();
  }

  /** The blocks in order. */
  public ImmutableList<Block> blocks() {
    return blocks;
  }

  /** The blocks that learn: they come first. */
  public ImmutableList<Block> trainable() {
    return blocks.stream().filter(Block::trainable).collect(ImmutableList.toImmutableList());
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
      List<Value> parts = block.split(blockValues.get(block.index()));
      for (int i = 0; i < parts.size(); i++) {
        result.put(block.tensors().get(i).name(), parts.get(i));
      }
    }
    return result.buildOrThrow();
  }

  /** The shape of a tensor in a graph. */
  public static Shape shapeOf(ParameterSpec tensor) {
    return Shape.of(tensor.shape().stream().map(Dim::of).toArray(Dim[]::new));
  }
}
