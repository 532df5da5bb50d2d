package io.summarizer.examples;

import io.summarizer.Device;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says where to compute. */
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = Converter.class,
      description =
          "Where to compute: cpu, cuda:N for an NVIDIA GPU, or auto for the first GPU if it can be"
              + " used; see the command doctor. Default: ${DEFAULT-VALUE}.")
  private Device device;

  Device device() {
    return device;
  }

  /** Reads a device as the library does. */
  static final class Converter implements ITypeConverter<Device> {
    @Override
    public Device convert(String text) {
      try {
        return Device.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()).replace("device: ", ""));
      }
    }
  }
}
