package io.summarizer.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Interrupts a thread when the process is told to end, by Ctrl-C or {@code kill}, so that it can
 * save its work. A second signal ends the process at once.
 *
 * <p>No shutdown hook: ONNX Runtime has one of its own, which would close what the thread still
 * uses.
 */
final class EndSignals implements AutoCloseable {
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

  /** Until it is closed. */
  EndSignals(Thread thread) {
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        Signal signal = new Signal(name);
        SignalHandler handler =
            received -> {
              close();
              thread.interrupt();
            };
        before.put(signal, Signal.handle(signal, handler));
      } catch (IllegalArgumentException e) {
        // The system has no such signal, or Java was told (-Xrs) to leave it alone.
      }
    }
  }

  @Override
  public void close() {
    before.forEach(Signal::handle);
  }
}
