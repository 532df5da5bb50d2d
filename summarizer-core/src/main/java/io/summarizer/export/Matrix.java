package io.summarizer.export;

import com.google.common.collect.ImmutableList;
import io.summarizer.model.ParameterSpec;
import io.summarizer.model.T5Parameters;
import java.util.stream.Collectors;

/** Parameters of a graph that are used as one: a tensor, or matrices one below the other. */
record Matrix(ImmutableList<ParameterSpec> parts) {
  static Matrix of(ParameterSpec tensor) {
    return new Matrix(ImmutableList.of(tensor));
  }

  String name() {
    return parts.stream().map(ParameterSpec::name).collect(Collectors.joining("+"));
  }

  ImmutableList<Long> dims() {
    ImmutableList.Builder<Long> dims = ImmutableList.builder();
    return dims.add(parts.stream().mapToLong(part -> part.shape().get(0)).sum())
        .addAll(parts.get(0).shape().subList(1, parts.get(0).shape().size()))
        .build();
  }

  long rows() {
    return dims().get(0);
  }

  long width() {
    return dims().get(1);
  }

  /** Whether it is also looked up, row by row. */
  boolean isEmbedding() {
    return name().equals(T5Parameters.EMBEDDING);
  }

  /** Whether it is a matrix of products; the tables of position biases are too small to matter. */
  boolean isOfProducts() {
    return dims().size() == 2 && !name().contains("relative_attention_bias");
  }
}
