package io.summarizer.graph;

import java.util.List;

/**
 * The checks that operators share; {@link Graph} puts the operator's signature before each message.
 */
final class Checks {
  private Checks() {}

  static void arity(List<Value> inputs, int expected) {
    if (inputs.size() != expected) {
      throw new GraphException("expected " + expected + " inputs, got " + inputs.size());
    }
  }

  /** The element type that all inputs have. */
  static DataType sameType(List<Value> inputs) {
    DataType type = inputs.get(0).type();
    for (Value input : inputs) {
      if (input.type() != type) {
        throw new GraphException(
            "expected inputs of one type, got " + type + " and " + input.type());
      }
    }
    return type;
  }

  static void floating(Value input) {
    if (!input.type().isFloating()) {
      throw new GraphException("expected a floating-point input, got " + input.type());
    }
  }

  static void type(Value input, DataType expected) {
    if (input.type() != expected) {
      throw new GraphException("expected " + expected + ", got " + input.type());
    }
  }

  /** A vector with one integer for each axis of {@code shape}. */
  static void shapeVector(Value input, Shape shape) {
    TensorType expected = new TensorType(DataType.INT64, Shape.of(shape.rank()));
    if (!input.tensorType().equals(expected)) {
      throw new GraphException(
          "expected the extents as " + expected + ", got " + input.tensorType());
    }
  }

  /** Two inputs of one type, numbers, that broadcast. */
  static TensorType arithmetic(List<Value> inputs) {
    TensorType result = elementwise(inputs);
    numbers(inputs.get(0));
    return result;
  }

  static void numbers(Value input) {
    if (input.type() == DataType.BOOL) {
      throw new GraphException("expected numbers, got " + input.type());
    }
  }

  /** Two inputs of one type that broadcast. */
  static TensorType elementwise(List<Value> inputs) {
    arity(inputs, 2);
    return new TensorType(sameType(inputs), inputs.get(0).shape().broadcast(inputs.get(1).shape()));
  }

  /** One floating-point input, whose type the output has. */
  static TensorType unary(List<Value> inputs) {
    arity(inputs, 1);
    floating(inputs.get(0));
    return inputs.get(0).tensorType();
  }

  /** One floating-point input with an innermost axis, whose type the output has. */
  static TensorType alongInnermostAxis(List<Value> inputs) {
    TensorType result = unary(inputs);
    result.shape().axis(-1);
    return result;
  }

  static GraphException noGradient(String op) {
    return new GraphException(
        op + " has no gradient; compose the loss of differentiable operators");
  }
}
