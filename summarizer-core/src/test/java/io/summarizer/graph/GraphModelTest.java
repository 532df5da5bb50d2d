package io.summarizer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The written model: what is in it, under which names, in which graph. */
class GraphModelTest {
  private final Graph graph = new Graph("test");
  private final Value x = graph.input("x", DataType.FLOAT, Shape.of(Dim.named("n"), Dim.of(3)));
  private final Map<Value, NdArray> content =
      Map.of(x, NdArray.fill(DataType.FLOAT, List.of(2, 3), place -> place / 4.0));

  private static List<String> types(GraphProto proto) {
    return proto.getNodeList().stream().map(NodeProto::getOpType).toList();
  }

  private GraphProto proto() {
    return graph.toModel().getGraph();
  }

  @Test
  void model_has_the_versions_that_onnx_runtime_is_sure_to_know() {
    graph.output("y", x.tanh());
    ModelProto model = graph.toModel();
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getOpsetImportList())
        .extracting(set -> set.getDomain() + " " + set.getVersion())
        .containsExactly(" 18", "com.microsoft 1");
  }

  @Test
  void inputs_have_their_names_types_and_extents() {
    graph.input("ids", DataType.INT64, Shape.of(Dim.named("n").times(Dim.of(2))));
    graph.output("y", x.tanh());
    assertThat(proto().getInputList()).extracting(i -> i.getName()).containsExactly("x", "ids");
    assertThat(proto().getInput(0).getType().getTensorType().getShape().getDimList())
        .extracting(GraphModelTest::extent)
        .containsExactly("n", "3");
    assertThat(proto().getInput(1).getType().getTensorType().getShape().getDimList())
        .extracting(GraphModelTest::extent)
        .containsExactly("2*n");
  }

  private static String extent(TensorShapeProto.Dimension dim) {
    return dim.hasDimValue() ? Long.toString(dim.getDimValue()) : dim.getDimParam();
  }

  @Test
  void nodes_and_constants_that_no_output_depends_on_are_left_out() {
    Value unused = x.times(5);
    unused.exp();
    graph.output("y", x.times(2).tanh());
    assertThat(types(proto())).containsExactly("Mul", "Tanh");
    assertThat(proto().getInitializerList()).hasSize(1);
    assertThat(proto().getInitializer(0).getRawData())
        .isEqualTo(Constants.of(DataType.FLOAT, Shape.SCALAR, 2).getRawData());
  }

  @Test
  void equal_constants_are_one_and_others_are_not() {
    assertThat(graph.scalar(DataType.FLOAT, 2)).isSameAs(graph.scalar(DataType.FLOAT, 2));
    assertThat(graph.body("body").scalar(2)).isSameAs(graph.scalar(2));
    graph.output("y", x.times(2).plus(2).times(3).cast(DataType.DOUBLE).times(2));
    assertThat(proto().getInitializerList())
        .extracting(TensorProto::getDataType)
        .containsExactly(
            DataType.FLOAT.onnx(), DataType.FLOAT.onnx(), DataType.DOUBLE.onnx()); // 2, 3, 2
  }

  @Test
  void reshape_of_which_one_unknown_extent_moves_needs_no_extents_when_the_graph_runs() {
    Dim n = Dim.named("n");
    Value like = graph.input("like", DataType.FLOAT, Shape.of(Dim.of(3), n));
    graph.output("y", x.reshapeLike(like));
    assertThat(types(proto())).containsExactly("Reshape");
  }

  @Test
  void names_start_with_their_scopes_and_are_unique() {
    Value first = graph.scope("block", () -> graph.scope("norm", () -> x.tanh()));
    Value second = graph.scope("block", () -> graph.scope("norm", () -> first.tanh()));
    Value outside = second.tanh();
    Value noScope = graph.scope("", () -> outside.tanh());
    assertThat(List.of(first, second, outside, noScope))
        .extracting(Value::name)
        .containsExactly("block/norm/Tanh", "block/norm/Tanh_2", "Tanh", "Tanh_2");
  }

  @Test
  void names_of_nodes_avoid_those_of_inputs_and_outputs() {
    graph.input("Tanh_2", DataType.FLOAT, Shape.SCALAR);
    graph.output("Exp", x.plus(1));
    List<String> names = List.of(x.tanh(), x.tanh(), x.exp()).stream().map(Value::name).toList();
    assertThat(names).containsExactly("Tanh", "Tanh_3", "Exp_2");
  }

  @Test
  void all_tensors_of_a_large_graph_have_different_names() {
    OpCase.Built built = DifferentiableCases.all().get(0).in(DataType.FLOAT);
    Autodiff.gradients(built.loss(), built.inputs());
    List<String> names = new ArrayList<>();
    for (Node node : built.graph().nodes()) {
      node.outputs().forEach(output -> names.add(output.name()));
    }
    built.graph().inputs().forEach(input -> names.add(input.name()));
    built.graph().constants().values().forEach(constant -> names.add(constant.name()));
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
  }

  @Test
  void output_is_the_node_itself_or_a_copy_where_onnx_wants_one() {
    Value y = x.tanh();
    graph.output("y", y);
    graph.output("y again", y);
    graph.output("input", x);
    graph.output("number", graph.scalar(7));
    assertThat(types(proto())).containsExactly("Tanh", "Identity", "Identity", "Identity");
    assertThat(proto().getOutputList())
        .extracting(o -> o.getName())
        .containsExactly("y", "y again", "input", "number");
    assertThat(proto().getNode(0).getOutputList()).containsExactly("y");
    assertThat(proto().getNode(1).getInputList()).containsExactly("y");
  }

  // ---- bodies

  private final Graph body = graph.body("body");
  private final Value round = body.input("round", DataType.INT64, Shape.SCALAR);
  private final Value condition = body.input("condition", DataType.BOOL, Shape.SCALAR);
  private final Value state = body.input("state", DataType.FLOAT, x.shape());

  private Value loop(Value next) {
    body.output("next condition", condition);
    body.output("next state", next);
    Value start = graph.scalar(0).equalTo(graph.scalar(0));
    return graph.loop(body, graph.scalar(2), start, List.of(x), Dim.named("rounds")).get(0);
  }

  @Test
  void node_lands_in_the_innermost_graph_of_its_inputs() {
    assertThat(x.tanh().graph()).isSameAs(graph);
    assertThat(x.times(2).graph()).isSameAs(graph);
    assertThat(state.times(x).graph()).isSameAs(body);
    assertThat(x.times(state).graph()).isSameAs(body);
    assertThat(body.scalar(1).plus(2).graph()).isSameAs(graph);
    Graph inner = body.body("inner");
    Value innermost = inner.input("innermost", DataType.FLOAT, x.shape());
    assertThat(state.plus(innermost).graph()).isSameAs(inner);
    assertThat(round.plus(1).graph()).isSameAs(body);
  }

  @Test
  void what_does_not_change_in_a_loop_is_outside_of_it() {
    graph.output("y", loop(state.plus(x.tanh().times(2))));
    assertThat(types(proto())).containsExactly("Tanh", "Mul", "Equal", "Loop");
    GraphProto written = proto().getNode(3).getAttribute(0).getG();
    assertThat(types(written)).containsExactly("Add", "Identity");
    assertThat(written.getInitializerList()).isEmpty();
  }

  @Test
  void what_only_a_body_uses_is_kept_and_what_it_does_not_use_is_left_out() {
    Value onlyInBody = x.tanh();
    x.exp();
    state.sqrt();
    graph.output("y", loop(state.times(onlyInBody)));
    assertThat(types(proto())).containsExactly("Tanh", "Equal", "Loop");
    assertThat(types(proto().getNode(2).getAttribute(0).getG())).containsExactly("Mul", "Identity");
  }

  @Test
  void body_uses_a_value_that_is_an_output_of_the_graph_by_its_output_name() {
    Value shared = x.tanh();
    graph.output("shared", shared);
    Value last = loop(state.plus(shared));
    List<NdArray> expected =
        List.of(shared, last).stream()
            .map(value -> new ReferenceEvaluator(graph, content).evaluate(value))
            .toList();
    List<NdArray> actual = OnnxRuntimeRun.of(graph, content, List.of(shared, last));
    assertThat(actual.get(0).relativeDistance(expected.get(0))).isLessThan(1e-5);
    assertThat(actual.get(1).relativeDistance(expected.get(1))).isLessThan(1e-5);
  }
}
