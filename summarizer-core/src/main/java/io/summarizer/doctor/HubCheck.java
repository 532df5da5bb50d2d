package io.summarizer.doctor;

import com.google.common.base.Ascii;
import io.summarizer.hub.Hub;
import io.summarizer.hub.HubException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether the hub answers, unless it must not be asked, and whether its cache can be written. Local
 * models need neither.
 */
final class HubCheck {
  private static final String SUBJECT = "hub";

  private HubCheck() {}

  static List<Finding> findings(Supplier<Hub> description) {
    Hub hub;
    try {
      hub = description.get();
    } catch (IllegalArgumentException | HubException e) { // an environment variable
      return List.of(
          Finding.warning(SUBJECT, String.valueOf(e.getMessage()), "Correct or unset it"));
    }
    return List.of(hub(hub), cache(hub.cacheDirectory()));
  }

  private static Finding hub(Hub hub) {
    if (hub.isOffline()) {
      return Finding.ok(SUBJECT, "not asked: offline is set");
    }
    try {
      hub.ping();
      return Finding.ok(SUBJECT, hub.endpoint() + " answers");
    } catch (HubException e) {
      String[] message = String.valueOf(e.getMessage()).split("; ", 2); // what to do comes second
      return Finding.warning(
          SUBJECT,
          message[0],
          message.length == 1
              ? "Check the endpoint"
              : Ascii.toUpperCase(message[1].charAt(0)) + message[1].substring(1),
          "Without it, give directories of models; HF_HUB_OFFLINE=1 lets only the cache be read");
    }
  }

  private static Finding cache(Path directory) {
    Path existing =
        Stream.iterate(directory, path -> path != null, Path::getParent)
            .filter(Files::exists)
            .findFirst()
            .orElse(directory);
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.warning(
          "hub cache",
          directory + " cannot be written",
          "Name a folder that can: export HF_HOME=FOLDER");
    }
    Optional<Finding> small =
        Optional.of(DiskCheck.of("hub cache", directory))
            .filter(finding -> finding.verdict() != Verdict.OK);
    return small.orElseGet(
        () ->
            Finding.ok(
                "hub cache", directory + (existing.equals(directory) ? "" : ", not there yet")));
  }
}
