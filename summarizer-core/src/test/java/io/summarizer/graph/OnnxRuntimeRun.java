package io.summarizer.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import io.summarizer.runtime.Outputs;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import io.summarizer.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Runs a graph in ONNX Runtime: inputs are FLOAT or INT64, values of other types are cast. */
final class OnnxRuntimeRun {
  private static final SessionOptions ONE_THREAD = new SessionOptions(1, null);

  private OnnxRuntimeRun() {}

  /** The tensors of {@code wanted}, which become outputs of the graph. */
  static List<NdArray> of(Graph graph, Map<Value, NdArray> content, List<Value> wanted) {
    Map<String, Value> outputs = new LinkedHashMap<>();
    for (Value value : wanted) {
      String name = "result " + outputs.size();
      graph.output(name, value.cast(transportType(value.type())));
      outputs.put(name, value);
    }
    List<NdArray> results = new ArrayList<>();
    Map<String, NdArray> byName = run(graph.toModel(), content, outputs.keySet());
    outputs.forEach(
        (name, value) -> {
          NdArray result = Objects.requireNonNull(byName.get(name));
          results.add(result.map(value.type(), x -> x));
        });
    return results;
  }

  private static DataType transportType(DataType type) {
    return type.isFloating() ? DataType.FLOAT : DataType.INT64;
  }

  private static Map<String, NdArray> run(
      ModelProto model, Map<Value, NdArray> content, Set<String> outputs) {
    Map<String, Tensor> tensors = new HashMap<>();
    content.forEach((value, array) -> tensors.put(value.name(), tensor(array)));
    try (Session session = Session.open("test graph", model, ONE_THREAD);
        Outputs created = session.run(tensors, outputs, Map.of())) {
      Map<String, NdArray> results = new HashMap<>();
      outputs.forEach(name -> results.put(name, array(created, name, typeOf(model, name))));
      return results;
    } finally {
      tensors.values().forEach(Tensor::close);
    }
  }

  private static Tensor tensor(NdArray array) {
    long[] shape = array.shape().stream().mapToLong(Integer::longValue).toArray();
    return array.type() == DataType.INT64
        ? Tensor.of(Arrays.stream(array.data()).mapToLong(x -> (long) x).toArray(), shape)
        : Tensor.of(Floats.toArray(Arrays.stream(array.data()).boxed().toList()), shape);
  }

  private static DataType typeOf(ModelProto model, String output) {
    int type =
        model.getGraph().getOutputList().stream()
            .filter(info -> info.getName().equals(output))
            .mapToInt(info -> info.getType().getTensorType().getElemType())
            .findFirst()
            .orElseThrow();
    return type == DataType.FLOAT.onnx() ? DataType.FLOAT : DataType.INT64;
  }

  private static NdArray array(Outputs outputs, String name, DataType type) {
    List<Integer> shape = Arrays.stream(outputs.shape(name)).mapToObj(Ints::checkedCast).toList();
    if (type == DataType.FLOAT) {
      float[] elements = outputs.floats(name);
      return NdArray.fill(type, shape, place -> elements[place]);
    }
    long[] elements = outputs.longs(name);
    return NdArray.fill(type, shape, place -> elements[place]);
  }
}
