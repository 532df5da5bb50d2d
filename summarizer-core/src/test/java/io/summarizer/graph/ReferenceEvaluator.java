package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.common.collect.ImmutableMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A naive interpreter of graphs in double precision that owes nothing to ONNX Runtime: what the
 * gradients are checked with and the runtime is compared to.
 *
 * <p>It computes the values that are asked for and what they depend on, and holds each against its
 * declared type and shape.
 */
final class ReferenceEvaluator {
  /** Of all operators but {@link Loop}, which the evaluator itself runs. */
  private static final ImmutableMap<Class<? extends Op>, Kernel> KERNELS =
      ImmutableMap.<Class<? extends Op>, Kernel>builder()
          .putAll(ElementwiseKernels.ALL)
          .putAll(SumKernels.ALL)
          .putAll(ShapeKernels.ALL)
          .putAll(IndexKernels.ALL)
          .buildOrThrow();

  private final @Nullable ReferenceEvaluator outer;
  private final DimBindings dims;
  private final Map<Value, Node> makers = new HashMap<>();
  private final Map<Value, NdArray> known = new HashMap<>();

  /** An evaluator of {@code graph} for given inputs. */
  ReferenceEvaluator(Graph graph, Map<Value, NdArray> inputs) {
    this(graph, inputs, null, new DimBindings());
    graph
        .constants()
        .forEach((proto, value) -> known.put(value, decode(proto, value.tensorType())));
  }

  private ReferenceEvaluator(
      Graph graph,
      Map<Value, NdArray> inputs,
      @Nullable ReferenceEvaluator outer,
      DimBindings dims) {
    this.outer = outer;
    this.dims = dims;
    graph.nodes().forEach(node -> node.outputs().forEach(output -> makers.put(output, node)));
    inputs.forEach(this::store);
  }

  /** The tensor of a value of the graph, or of one around it. */
  NdArray evaluate(Value value) {
    NdArray array = known.get(value);
    if (array != null) {
      return array;
    }
    Node maker = makers.get(value);
    if (maker == null) {
      return Objects.requireNonNull(outer, () -> "no input " + value).evaluate(value);
    }
    run(maker);
    return Objects.requireNonNull(known.get(value));
  }

  private void run(Node node) {
    List<NdArray> inputs = node.inputs().stream().map(this::evaluate).toList();
    List<NdArray> outputs =
        node.op() instanceof Loop loop
            ? repeat(loop, inputs)
            : kernel(node.op()).run(node.op(), inputs, dims);
    for (int i = 0; i < outputs.size(); i++) {
      store(node.outputs().get(i), outputs.get(i));
    }
  }

  private static Kernel kernel(Op op) {
    return Objects.requireNonNull(KERNELS.get(op.getClass()), () -> "no kernel for " + op);
  }

  private void store(Value value, NdArray array) {
    if (array.type() != value.type()) {
      throw new AssertionError(value + " is declared, got " + array);
    }
    dims.bind(value, array.shape());
    known.put(value, array);
  }

  // ---- loops

  /** An evaluator of one round of a loop whose body has the given inputs. */
  ReferenceEvaluator inBody(Graph body, Map<Value, NdArray> inputs) {
    return new ReferenceEvaluator(body, inputs, this, new DimBindings(dims));
  }

  private List<NdArray> repeat(Loop loop, List<NdArray> inputs) {
    Graph body = loop.body();
    List<NdArray> state = inputs.subList(2, inputs.size());
    int rowsOfRound = body.outputs().size() - 1 - loop.carried();
    List<List<NdArray>> collected = new ArrayList<>();
    for (int i = 0; i < rowsOfRound; i++) {
      collected.add(new ArrayList<>());
    }
    NdArray condition = inputs.get(1);
    for (int round = 0; round < inputs.get(0).at() && condition.at() == 1; round++) {
      Map<Value, NdArray> bound = new HashMap<>();
      bound.put(body.inputs().get(0), NdArray.scalar(DataType.INT64, round));
      bound.put(body.inputs().get(1), condition);
      for (int i = 0; i < state.size(); i++) {
        bound.put(body.inputs().get(2 + i), state.get(i));
      }
      ReferenceEvaluator once = inBody(body, bound);
      List<NdArray> results = body.outputs().stream().map(once::evaluate).toList();
      condition = results.get(0);
      state = results.subList(1, 1 + loop.carried());
      for (int i = 0; i < rowsOfRound; i++) {
        collected.get(i).add(results.get(1 + loop.carried() + i));
      }
    }
    List<NdArray> outputs = new ArrayList<>(state);
    collected.forEach(rows -> outputs.add(stack(rows)));
    return outputs;
  }

  private static NdArray stack(List<NdArray> rows) {
    NdArray first = rows.get(0); // the tests' loops that collect have a round
    List<Integer> shape = new ArrayList<>(first.shape());
    shape.add(0, rows.size());
    return NdArray.fill(
        first.type(),
        shape,
        place -> rows.get(place / first.count()).data()[place % first.count()]);
  }

  // ---- constants

  private static NdArray decode(TensorProto proto, TensorType declared) {
    ByteBuffer bytes = proto.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> shape = proto.getDimsList().stream().map(Math::toIntExact).toList();
    return NdArray.fill(declared.type(), shape, place -> element(declared.type(), bytes));
  }

  private static double element(DataType type, ByteBuffer bytes) {
    return switch (type) {
      case FLOAT -> bytes.getFloat();
      case DOUBLE -> bytes.getDouble();
      case FLOAT16 -> HalfFormat.FLOAT16.decode(bytes.getShort());
      case BFLOAT16 -> HalfFormat.BFLOAT16.decode(bytes.getShort());
      case INT64 -> bytes.getLong();
      case BOOL -> bytes.get();
    };
  }
}
