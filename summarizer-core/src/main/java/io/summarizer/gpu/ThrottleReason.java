package io.summarizer.gpu;

/**
 * Why a GPU runs below its highest clock: NVML's {@code nvmlClocksEventReasons}, which older
 * drivers call throttle reasons.
 */
public enum ThrottleReason {
  /** Nothing to do. */
  IDLE(false),
  /** The clock that somebody has set. */
  APPLICATION_CLOCKS(false),
  /** The power limit. */
  POWER_CAP(true),
  /** The hardware halves the clock or more: too hot, or too little power. */
  HARDWARE_SLOWDOWN(true),
  /** Kept at the clock of the other GPUs of a group. */
  SYNC_BOOST(false),
  /** Too hot, by the driver's limit. */
  SOFTWARE_THERMAL(true),
  /** Much too hot: the hardware halves the clock or more. */
  HARDWARE_THERMAL(true),
  /** The power supply asks for less. */
  POWER_BRAKE(true),
  /** The clock that the display needs. */
  DISPLAY_CLOCKS(false);

  private final boolean throttled;

  ThrottleReason(boolean throttled) {
    this.throttled = throttled;
  }

  /** Whether heat or power holds the GPU back, and not a setting or a lack of work. */
  public boolean isThrottled() {
    return throttled;
  }
}
