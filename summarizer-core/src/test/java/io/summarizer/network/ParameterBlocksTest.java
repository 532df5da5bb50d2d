package io.summarizer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.InsufficientMemoryException;
import io.summarizer.lifecycle.NativeMemory;
import io.summarizer.model.ParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterBlocksTest {
  private static final String KIND = "tensor";

  @Test
  void blocks_of_which_one_is_too_large_leave_no_tensor_open() {
    ParameterLayout layout =
        ParameterLayout.of(
            List.of(ParameterSpec.of("small", 2), ParameterSpec.of("large", 1L << 29)), 1);
    int before = NativeMemory.held(KIND);
    assertThatThrownBy(() -> new ParameterBlocks(layout))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessage(
            "a tensor of 2147483648 bytes: expected less than 2 GiB, the limit of a Java buffer;"
                + " use a smaller batch or shorter texts");
    assertThat(NativeMemory.held(KIND)).isEqualTo(before);
  }
}
