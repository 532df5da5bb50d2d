package io.summarizer.graph;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor in a graph: a typed, shaped handle whose methods make the nodes that compute with it.
 *
 * <p>Element-by-element operators broadcast as NumPy does. Negative axes count from the innermost.
 */
public final class Value {
  private final Graph graph;
  private final String name;
  private final TensorType tensorType;

  Value(Graph graph, String name, TensorType tensorType) {
    this.graph = graph;
    this.name = name;
    this.tensorType = tensorType;
  }

  /** The graph whose input or node makes the value. */
  public Graph graph() {
    return graph;
  }

  public String name() {
    return name;
  }

  public TensorType tensorType() {
    return tensorType;
  }

  public DataType type() {
    return tensorType.type();
  }

  public Shape shape() {
    return tensorType.shape();
  }

  // ---- arithmetic

  public Value plus(Value other) {
    return Graph.apply(new Add(), this, other);
  }

  public Value plus(double number) {
    return plus(scalar(number));
  }

  public Value minus(Value other) {
    return Graph.apply(new Sub(), this, other);
  }

  public Value times(Value other) {
    return Graph.apply(new Mul(), this, other);
  }

  public Value times(double number) {
    return times(scalar(number));
  }

  public Value dividedBy(Value other) {
    return Graph.apply(new Div(), this, other);
  }

  public Value exp() {
    return Graph.apply(new Exp(), this);
  }

  public Value sqrt() {
    return Graph.apply(new Sqrt(), this);
  }

  public Value tanh() {
    return Graph.apply(new Tanh(), this);
  }

  public Value relu() {
    return Graph.apply(new Relu(), this);
  }

  // ---- products, sums, normalisation

  /** The matrix product {@code this other} over the two innermost axes. */
  public Value matMul(Value other) {
    return matMul(other, false, false);
  }

  /** The matrix product with the two innermost axes of either side exchanged first. */
  public Value matMul(Value other, boolean transThis, boolean transOther) {
    return Graph.apply(new MatMul(transThis, transOther), this, other);
  }

  /** The sum over {@code axes}, which stay with extent 1 if {@code keepDims}. */
  public Value sum(boolean keepDims, Integer... axes) {
    return Graph.apply(new ReduceSum(List.of(axes), keepDims), this);
  }

  /** The sum of all elements, a scalar. */
  public Value sumAll() {
    Integer[] axes = new Integer[shape().rank()];
    Arrays.setAll(axes, i -> i);
    return axes.length == 0 ? this : sum(false, axes);
  }

  /** The sum of the squares of all elements, a scalar. */
  public Value sumOfSquares() {
    return Graph.apply(new SumOfSquares(), this);
  }

  /** The softmax over the innermost axis. */
  public Value softmax() {
    return Graph.apply(new Softmax(), this);
  }

  /** The logarithm of the softmax over the innermost axis. */
  public Value logSoftmax() {
    return Graph.apply(new LogSoftmax(), this);
  }

  /** Root-mean-square normalisation over the innermost axis, see {@link RmsNorm}. */
  public Value rmsNorm(Value weight, double epsilon) {
    return Graph.applyAll(new RmsNorm((float) epsilon), List.of(this, weight)).get(0);
  }

  // ---- shape

  /** The same elements in another shape, in which at most one unknown extent may move. */
  public Value reshape(Shape target) {
    return target.equals(shape()) ? this : Graph.apply(Reshape.of(this, target), this);
  }

  /** The same elements in the shape of {@code other}. */
  public Value reshapeLike(Value other) {
    try {
      return reshape(other.shape());
    } catch (GraphException e) { // several unknown extents move: take them from the tensor itself
      return reshapeTo(other.shapeOf(), other.shape());
    }
  }

  /** The same elements in the shape that {@code extents} holds when the graph runs. */
  public Value reshapeTo(Value extents, Shape declared) {
    return Graph.apply(new ReshapeTo(declared), this, extents);
  }

  /** The axes in another order. */
  public Value transpose(int... axes) {
    return Graph.apply(new Transpose(Arrays.stream(axes).boxed().toList()), this);
  }

  /** All outer axes as one: {@code [..., n]} to {@code [rows, n]}. */
  public Value flattenedRows() {
    return reshape(Shape.of(shape().first(shape().rank() - 1).count(), shape().dim(-1)));
  }

  /** The part of {@code axis} from {@code start} to before {@code end}. */
  public Value slice(int axis, long start, long end) {
    return Graph.apply(new Slice(shape().axis(axis), start, end), this);
  }

  /** The part of the outermost axis between bounds known when the graph runs, vectors of one. */
  public Value window(Value start, Value end, Dim length) {
    return Graph.apply(new Window(length), this, start, end);
  }

  /** Parts of the outermost axis. */
  public List<Value> split(List<Long> sizes) {
    return Graph.applyAll(new Split(List.copyOf(sizes)), List.of(this));
  }

  /** The values one after the other along {@code axis}. */
  public static Value concat(int axis, List<Value> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : Graph.applyAll(new Concat(parts.get(0).shape().axis(axis)), parts).get(0);
  }

  /** Broadcast to the shape of {@code other}. */
  public Value expandLike(Value other) {
    return shape().equals(other.shape())
        ? this
        : Graph.apply(new Expand(other.shape()), this, other.shapeOf());
  }

  /** Broadcast to the shape that {@code extents} holds when the graph runs. */
  public Value expandTo(Value extents, Shape declared) {
    return Graph.apply(new Expand(declared), this, extents);
  }

  /** Zeros of this type and shape. */
  public Value zerosLike() {
    return Graph.apply(new Fill(tensorType), shapeOf());
  }

  /** The extents as a vector. */
  public Value shapeOf() {
    return Graph.apply(new ShapeOf(), this);
  }

  /** The number of elements as a scalar. */
  public Value sizeOf() {
    return Graph.apply(new SizeOf(), this);
  }

  // ---- indexing

  /** The rows of this table at {@code indices}. */
  public Value gather(Value indices) {
    return Graph.apply(new Gather(), this, indices);
  }

  /** The elements of the innermost axis at {@code indices}. */
  public Value gatherElements(Value indices) {
    return Graph.apply(new GatherElements(), this, indices);
  }

  /** A copy with {@code updates} added at {@code indices} along {@code axis}. */
  Value scatterAdd(int axis, Value indices, Value updates) {
    return Graph.apply(new ScatterAdd(shape().axis(axis)), this, indices, updates);
  }

  /** The index of the largest element of the innermost axis. */
  public Value argMax() {
    return Graph.apply(new ArgMax(), this);
  }

  // ---- comparison and choice

  public Value greaterThan(double number) {
    return greaterThan(scalar(number));
  }

  public Value greaterThan(Value other) {
    return Graph.apply(new Compare(Compare.Relation.GREATER), this, other);
  }

  public Value lessThan(Value other) {
    return Graph.apply(new Compare(Compare.Relation.LESS), this, other);
  }

  public Value equalTo(Value other) {
    return Graph.apply(new Compare(Compare.Relation.EQUAL), this, other);
  }

  public Value and(Value other) {
    return Graph.apply(new Logical(Logical.Kind.AND), this, other);
  }

  public Value or(Value other) {
    return Graph.apply(new Logical(Logical.Kind.OR), this, other);
  }

  public Value not() {
    return Graph.apply(new Logical(Logical.Kind.NOT), this);
  }

  public Value min(Value other) {
    return Graph.apply(new Extreme(false), this, other);
  }

  public Value max(Value other) {
    return Graph.apply(new Extreme(true), this, other);
  }

  /** {@code this ? yes : no}, element by element. */
  public Value choose(Value yes, Value no) {
    return Graph.apply(new Where(), this, yes, no);
  }

  /** The elements as another type. */
  public Value cast(DataType to) {
    return to == type() ? this : Graph.apply(new Cast(to), this);
  }

  private Value scalar(double number) {
    return graph.scalar(type(), number);
  }

  @Override
  public String toString() {
    return name + ":" + tensorType;
  }
}
