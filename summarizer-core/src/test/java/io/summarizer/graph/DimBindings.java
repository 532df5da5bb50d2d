package io.summarizer.graph;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that the names in shapes stand for: each gets its number from the first tensor that
 * has it, the inputs before all, and every later tensor must agree.
 */
final class DimBindings {
  private final Map<String, Integer> numbers = new HashMap<>();

  DimBindings() {}

  /** A copy that can bind further names, for one round of a loop. */
  DimBindings(DimBindings outer) {
    numbers.putAll(outer.numbers);
  }

  /** Binds the names of a declared shape to what the tensor has, or checks that they agree. */
  void bind(Value value, List<Integer> shape) {
    Shape declared = value.shape();
    if (declared.rank() != shape.size()) {
      throw new AssertionError(value + " is declared, got " + shape);
    }
    for (int axis = 0; axis < shape.size(); axis++) {
      if (!agrees(declared.dim(axis), shape.get(axis))) {
        throw new AssertionError(value + " is declared, got " + shape + " where " + numbers);
      }
    }
  }

  private boolean agrees(Dim dim, int extent) {
    List<String> unbound = unbound(dim);
    if (unbound.size() == 1 && product(dim) > 0) {
      numbers.put(unbound.get(0), extent / product(dim));
    }
    return unbound.size() > 1 || product(dim) == extent;
  }

  private List<String> unbound(Dim dim) {
    return dim.symbols().stream().filter(symbol -> !numbers.containsKey(symbol)).toList();
  }

  /** The product of a dimension's known parts. */
  private int product(Dim dim) {
    return dim.symbols().stream()
        .map(symbol -> numbers.getOrDefault(symbol, 1))
        .reduce(Math.toIntExact(dim.factor()), Math::multiplyExact);
  }

  /** The shape's extents; of those that have an unbound name, one is what {@code count} leaves. */
  ImmutableList<Integer> resolve(Shape shape, int count) {
    int rest = count;
    for (Dim dim : shape.dims()) {
      rest = unbound(dim).isEmpty() ? rest / product(dim) : rest;
    }
    int inferred = rest;
    return shape.dims().stream()
        .map(dim -> unbound(dim).isEmpty() ? product(dim) : Integer.valueOf(inferred))
        .collect(ImmutableList.toImmutableList());
  }
}
