package io.summarizer.report;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Why a GPU runs below its highest clock: the bits of NVML's {@code nvmlClocksEventReasons}, which
 * older drivers call throttle reasons.
 */
public enum ThrottleReason {
  /** Nothing to do. */
  IDLE(0x1, false),
  /** The clock that somebody has set. */
  APPLICATION_CLOCKS(0x2, false),
  /** The power limit. */
  POWER_CAP(0x4, true),
  /** The hardware halves the clock or more: too hot, or too little power. */
  HARDWARE_SLOWDOWN(0x8, true),
  /** Kept at the clock of the other GPUs of a group. */
  SYNC_BOOST(0x10, false),
  /** Too hot, by the driver's limit. */
  SOFTWARE_THERMAL(0x20, true),
  /** Much too hot: the hardware halves the clock or more. */
  HARDWARE_THERMAL(0x40, true),
  /** The power supply asks for less. */
  POWER_BRAKE(0x80, true),
  /** The clock that the display needs. */
  DISPLAY_CLOCKS(0x100, false);

  private final long bit;
  private final boolean throttled;

  ThrottleReason(long bit, boolean throttled) {
    this.bit = bit;
    this.throttled = throttled;
  }

  /** Whether heat or power holds the GPU back, and not a setting or a lack of work. */
  public boolean isThrottled() {
    return throttled;
  }

  /** The reasons in a bit mask; bits that newer drivers may have added are left out. */
  static Set<ThrottleReason> ofMask(long mask) {
    EnumSet<ThrottleReason> reasons = EnumSet.allOf(ThrottleReason.class);
    reasons.removeIf(reason -> (mask & reason.bit) == 0);
    return Collections.unmodifiableSet(reasons);
  }
}
