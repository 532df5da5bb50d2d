package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
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

  /** The name in the graph; in the written model an output has that of {@link Graph#output}. */
  public String name() {
    return name;
  }

  /** The element type and shape. */
  public TensorType tensorType() {
    return tensorType;
  }

  /** The element type. */
  public DataType type() {
    return tensorType.type();
  }

  /** The extents. */
  public Shape shape() {
    return tensorType.shape();
  }

  // ---- arithmetic

  /** {@code this + other}, broadcasting. */
  public Value plus(Value other) {
    return Graph.apply(new Add(), this, other);
  }

  /** {@code this + number}. */
  public Value plus(double number) {
    return plus(scalar(number));
  }

  /** {@code this - other}, broadcasting. */
  public Value minus(Value other) {
    return Graph.apply(new Sub(), this, other);
  }

  /** {@code this * other}, element by element, broadcasting. */
  public Value times(Value other) {
    return Graph.apply(new Mul(), this, other);
  }

  /** {@code this * number}. */
  public Value times(double number) {
    return times(scalar(number));
  }

  /** {@code this / other}, element by element, broadcasting; integers are cut towards 0. */
  public Value dividedBy(Value other) {
    return Graph.apply(new Div(), this, other);
  }

  /** {@code e} to the power of each element. */
  public Value exp() {
    return Graph.apply(new Exp(), this);
  }

  /** The square root of each element. */
  public Value sqrt() {
    return Graph.apply(new Sqrt(), this);
  }

  /** The hyperbolic tangent of each element. */
  public Value tanh() {
    return Graph.apply(new Tanh(), this);
  }

  /** {@code max(x, 0)} of each element; the derivative at 0 is 0. */
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

  /**
   * Root-mean-square normalisation over the innermost axis: {@code x / sqrt(mean(x^2) + epsilon) *
   * weight}.
   *
   * @param weight a number for each element of the innermost axis
   */
  public Value rmsNorm(Value weight, double epsilon) {
    return Graph.applyAll(new RmsNorm((float) epsilon), List.of(this, weight)).get(0);
  }

  // ---- shape

  /**
   * The same elements in another shape of as many, in which at most one unknown extent may move.
   */
  public Value reshape(Shape target) {
    return target.equals(shape()) ? this : Graph.apply(new Reshape(shape(), target), this);
  }

  /**
   * The same elements in the shape of {@code other}, which is taken from the tensor itself where
   * {@link #reshape} cannot express it.
   */
  public Value reshapeLike(Value other) {
    return new Reshape(shape(), other.shape()).isPossible()
        ? reshape(other.shape())
        : reshapeTo(other.shapeOf(), other.shape());
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

  /** All inner axes as one: {@code [n, ...]} to {@code [n, columns]}. */
  public Value flattenedColumns() {
    return reshape(Shape.of(shape().dim(0), shape().without(0).count()));
  }

  /** The part of {@code axis}, whose extent is known, from {@code start} to before {@code end}. */
  public Value slice(int axis, long start, long end) {
    return Graph.apply(new Slice(shape().axis(axis), start, end), this);
  }

  /**
   * The part of the outermost axis between bounds known when the graph runs, vectors of one; has no
   * gradient, {@link Autodiff} refuses it.
   */
  public Value window(Value start, Value end, Dim length) {
    return window(0, start, end, length);
  }

  /** The part of {@code axis} between bounds, see {@link #window(Value, Value, Dim)}. */
  public Value window(int axis, Value start, Value end, Dim length) {
    return Graph.apply(new Window(shape().axis(axis), length), this, start, end);
  }

  /** Parts of the outermost axis, which has the sum of {@code sizes}. */
  public List<Value> split(List<Long> sizes) {
    return Graph.applyAll(new Split(List.copyOf(sizes)), List.of(this));
  }

  /** The values one after the other along {@code axis}; their other extents are equal. */
  public static Value concat(int axis, List<Value> parts) {
    if (parts.isEmpty()) {
      throw new GraphException("Concat: expected one or more values, got none");
    }
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

  /**
   * The rows of this table at {@code indices}: {@code y[i..., :] = this[indices[i...], :]}. With a
   * gradient for tables of two axes.
   */
  public Value gather(Value indices) {
    return Graph.apply(new Gather(), this, indices);
  }

  /**
   * The elements of the innermost axis at {@code indices}, whose outer extents are those of this.
   */
  public Value gatherElements(Value indices) {
    return Graph.apply(new GatherElements(), this, indices);
  }

  /** A copy with {@code updates} added at {@code indices} along {@code axis}. */
  public Value scatterAdd(int axis, Value indices, Value updates) {
    return Graph.apply(new ScatterAdd(shape().axis(axis)), this, indices, updates);
  }

  /**
   * The index of the largest element of the innermost axis, the first of equals; drops the axis.
   */
  public Value argMax() {
    return Graph.apply(new ArgMax(), this);
  }

  /**
   * A copy whose elements of the innermost axis at {@code indices} are replaced; equal indices come
   * with equal updates. Has no gradient, {@link Autodiff} refuses it.
   */
  public Value scatter(Value indices, Value updates) {
    return Graph.apply(new Scatter(), this, indices, updates);
  }

  /**
   * The {@code count} largest elements of the innermost axis, from the largest down, and their
   * indices; of equals the first comes first. Has no gradient, {@link Autodiff} refuses it.
   */
  public Top topK(long count) {
    List<Value> results = Graph.applyAll(new TopK(count), List.of(this));
    return new Top(results.get(0), results.get(1));
  }

  /** What {@link #topK} finds. */
  public record Top(Value values, Value indices) {}

  /**
   * The sum of each element of the innermost axis and of those before it, or after it if {@code
   * fromEnd}; has no gradient, {@link Autodiff} refuses it.
   */
  public Value cumulativeSum(boolean fromEnd) {
    return Graph.apply(new CumSum(fromEnd), this);
  }

  // ---- comparison and choice

  /** Whether each element is greater than {@code number}. */
  public Value greaterThan(double number) {
    return greaterThan(scalar(number));
  }

  /** Whether each element is greater than that of {@code other}, broadcasting; no gradient. */
  public Value greaterThan(Value other) {
    return Graph.apply(new Compare(Compare.Relation.GREATER), this, other);
  }

  /** Whether each element is less than that of {@code other}, broadcasting; no gradient. */
  public Value lessThan(Value other) {
    return Graph.apply(new Compare(Compare.Relation.LESS), this, other);
  }

  /** Whether each element equals that of {@code other}, broadcasting; no gradient. */
  public Value equalTo(Value other) {
    return Graph.apply(new Compare(Compare.Relation.EQUAL), this, other);
  }

  /** Whether both booleans are true, broadcasting. */
  public Value and(Value other) {
    return Graph.apply(new Logical(Logical.Kind.AND), this, other);
  }

  /** Whether one of two booleans, or both, are true, broadcasting. */
  public Value or(Value other) {
    return Graph.apply(new Logical(Logical.Kind.OR), this, other);
  }

  /** The opposite of each boolean. */
  public Value not() {
    return Graph.apply(new Logical(Logical.Kind.NOT), this);
  }

  /** The smaller of two elements, broadcasting; has no gradient, {@link Autodiff} refuses it. */
  public Value min(Value other) {
    return Graph.apply(new Extreme(false), this, other);
  }

  /** The larger of two elements, broadcasting; has no gradient, {@link Autodiff} refuses it. */
  public Value max(Value other) {
    return Graph.apply(new Extreme(true), this, other);
  }

  /**
   * {@code this ? yes : no}, element by element, broadcasting; has no gradient, {@link Autodiff}
   * refuses it.
   */
  public Value choose(Value yes, Value no) {
    return Graph.apply(new Where(), this, yes, no);
  }

  /** The indices of the true elements of a vector of booleans, from the first: [count]. */
  public Value places(Dim count) {
    return Graph.apply(new NonZero(count), this).reshape(Shape.of(count));
  }

  /** 1 for elements above 0, 0 for those that are 0; there may be no others. */
  public Value positive() {
    // GPUs have no comparison of bfloat16.
    return type() == DataType.FLOAT
        ? Graph.apply(new Positive(), this)
        : cast(DataType.BOOL).cast(type());
  }

  /** The elements as another type. */
  public Value cast(DataType to) {
    return to == type() ? this : Graph.apply(new Cast(to), this);
  }

  // ---- differentiation

  /**
   * This value, which {@link Autodiff} differentiates by a formula instead of the chain rule
   * through every node between it and what it is made of.
   *
   * @param inputs what it is made of: nothing else that needs a gradient
   * @param kept values between, or this one, that the formula uses
   */
  @CanIgnoreReturnValue
  public Value withGradient(List<Value> inputs, List<Value> kept, GradientRule rule) {
    graph.setCustomGradient(
        this, new CustomGradient(ImmutableList.copyOf(inputs), ImmutableList.copyOf(kept), rule));
    return this;
  }

  private Value scalar(double number) {
    return graph.scalar(type(), number);
  }

  @Override
  public String toString() {
    return name + ":" + tensorType;
  }
}
