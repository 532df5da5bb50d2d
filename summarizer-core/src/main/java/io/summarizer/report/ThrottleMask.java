package io.summarizer.report;

import io.summarizer.gpu.ThrottleReason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** NVML's {@code nvmlClocksEventReasons}, a bit for each reason. */
final class ThrottleMask {
  private ThrottleMask() {}

  /** The reasons in a mask; bits that newer drivers may have added are left out. */
  static Set<ThrottleReason> reasons(long mask) {
    EnumSet<ThrottleReason> reasons = EnumSet.allOf(ThrottleReason.class);
    reasons.removeIf(reason -> (mask & bit(reason)) == 0);
    return Collections.unmodifiableSet(reasons);
  }

  private static long bit(ThrottleReason reason) {
    return switch (reason) {
      case IDLE -> 0x1;
      case APPLICATION_CLOCKS -> 0x2;
      case POWER_CAP -> 0x4;
      case HARDWARE_SLOWDOWN -> 0x8;
      case SYNC_BOOST -> 0x10;
      case SOFTWARE_THERMAL -> 0x20;
      case HARDWARE_THERMAL -> 0x40;
      case POWER_BRAKE -> 0x80;
      case DISPLAY_CLOCKS -> 0x100;
    };
  }
}
