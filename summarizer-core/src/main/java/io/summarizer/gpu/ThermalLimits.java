package io.summarizer.gpu;

/**
 * Between which temperatures training stops and goes on, so that it does not do so all the time.
 *
 * @param pauseAboveCelsius training pauses when the GPU is hotter; up to 120
 * @param resumeBelowCelsius it goes on when the GPU is cooler; above 0 and below the other
 */
public record ThermalLimits(double pauseAboveCelsius, double resumeBelowCelsius) {
  /** Pauses above 87 degrees, where most cards begin to slow down, and goes on below 75. */
  public static final ThermalLimits DEFAULT = new ThermalLimits(87, 75);

  private static final double MAX = 120;

  /** Checks the order of the limits. */
  public ThermalLimits {
    if (!(0 < resumeBelowCelsius
        && resumeBelowCelsius < pauseAboveCelsius
        && pauseAboveCelsius <= MAX)) {
      throw new IllegalArgumentException(
          "ThermalLimits: expected 0 < resumeBelowCelsius < pauseAboveCelsius <= 120, got"
              + " resumeBelowCelsius "
              + resumeBelowCelsius
              + " and pauseAboveCelsius "
              + pauseAboveCelsius);
    }
  }

  @Override
  public String toString() {
    return "pauses above " + pauseAboveCelsius + " C, goes on below " + resumeBelowCelsius + " C";
  }
}
