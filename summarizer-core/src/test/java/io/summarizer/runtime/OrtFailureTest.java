package io.summarizer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.DeviceException;
import io.summarizer.InsufficientMemoryException;
import io.summarizer.graph.DataType;
import io.summarizer.graph.Dim;
import io.summarizer.graph.Graph;
import io.summarizer.graph.Shape;
import io.summarizer.graph.Value;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrtFailureTest {
  /** 256 TiB of zeros: more than a process can address. */
  private static final long ABSURD = 1L << 46;

  private static Session sumOfZeros() {
    Graph graph = new Graph("zeros");
    Value extent = graph.input("extent", DataType.INT64, Shape.of(1));
    Shape vector = Shape.of(Dim.named("n"));
    graph.output("sum", graph.zeros(DataType.FLOAT, extent, vector).sumAll());
    return Session.open("test graph", graph.toModel(), new SessionOptions(1, null));
  }

  private static float[] run(Session session, long elements) {
    try (Tensor extent = Tensor.of(new long[] {elements}, 1);
        Outputs outputs = session.run(Map.of("extent", extent), Set.of("sum"), Map.of())) {
      return outputs.floats("sum");
    }
  }

  @Test
  void run_that_needs_too_much_has_its_own_error_and_the_next_run_works() {
    try (Session session = sumOfZeros()) {
      assertThatThrownBy(() -> run(session, ABSURD))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessageStartingWith("the test graph failed, out of memory: ")
          .hasMessageContaining("requested buffer of size " + 4 * ABSURD);
      assertThat(run(session, 5)).containsExactly(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA failure 2: out of memory ; GPU=0 ; hostname=host ; expr=cudaMalloc((void**)&p, size)",
        "Available memory of 19968 is smaller than requested bytes of 1572864",
        "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; expr=cublasCreate(&handle)",
        "CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED",
        "Exception during initialization: std::bad_alloc",
        "bad allocation"
      })
  void messages_of_other_allocators_are_known(String message) {
    assertThat(OrtFailure.of("the training graph failed", new IllegalStateException(message)))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessage(
            "the training graph failed, out of memory: "
                + message
                + "; use a smaller batch or shorter texts");
  }

  @Test
  void other_failures_are_no_lack_of_memory() {
    assertThat(OrtFailure.of("the graph failed", new IllegalStateException("invalid shape")))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "the graph failed: invalid shape; the command doctor tells what works on this machine");
    assertThat(OrtFailure.of("the graph failed", new IllegalStateException()))
        .isInstanceOf(DeviceException.class);
  }
}
