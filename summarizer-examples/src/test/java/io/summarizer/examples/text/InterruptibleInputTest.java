package io.summarizer.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

class InterruptibleInputTest {
  @Test
  void bytes_come_through_as_they_are() throws IOException {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    try (InputStream in = new InterruptibleInput(new ByteArrayInputStream(bytes))) {
      assertThat(in.read()).isZero();
      assertThat(in.readNBytes(255)[254]).isEqualTo((byte) 255);
      assertThat(in.readAllBytes()).hasSize(bytes.length - 256).endsWith(bytes[bytes.length - 1]);
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(bytes, 0, 0)).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void an_interrupt_ends_the_wait_for_what_does_not_come() throws IOException {
    try (PipedOutputStream silent = new PipedOutputStream();
        InputStream in = new InterruptibleInput(new PipedInputStream(silent))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(in::read)
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_failure_comes_through_with_its_cause() {
    PipedInputStream broken = new PipedInputStream(); // without another end
    try (InterruptibleInput in = new InterruptibleInput(broken)) {
      assertThatThrownBy(in::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Pipe not connected");
    }
  }
}
