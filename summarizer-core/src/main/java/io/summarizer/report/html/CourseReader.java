package io.summarizer.report.html;

import io.summarizer.EpochResult;
import io.summarizer.EvaluationPoint;
import io.summarizer.TrainingLog;
import io.summarizer.TrainingPlan;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.report.RunJson;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a run's course from the lines of its metrics. */
final class CourseReader {
  /**
   * Most lines are of steps; of them only the time is of use, which the others tell often enough.
   */
  private static final String STEP = "{\"event\":\"step\"";

  private final List<TrainingLog> logs = new ArrayList<>();
  private final List<EvaluationPoint> evaluations = new ArrayList<>();
  private final List<EpochResult> epochs = new ArrayList<>();
  private final List<Course.Pause> pauses = new ArrayList<>();
  private final List<Course.RollBack> rollBacks = new ArrayList<>();
  private final List<Long> resumedAfter = new ArrayList<>();
  private @Nullable TrainingPlan plan;
  private @Nullable Instant start;
  private @Nullable Instant last;
  private double secondsBefore;
  private Optional<String> end = Optional.empty();
  private long modelStep;
  private Optional<GpuUsage> gpu = Optional.empty();

  private CourseReader() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or no run has begun in it
   */
  static Course read(Path metrics) throws IOException {
    CourseReader reader = new CourseReader();
    // Not through a channel, which an interrupt of the thread would close.
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(metrics.toFile()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith(STEP)) {
          reader.add(line);
        }
      }
    }
    return reader.course(metrics);
  }

  private void add(String line) {
    try {
      JsonNode json = RunJson.MAPPER.readTree(line);
      Instant time = Instant.parse(json.path("time").asString(""));
      add(json, time);
      last = time;
    } catch (JacksonException | DateTimeException e) {
      return; // a line that was being written when the run was killed, or of another version
    }
  }

  private void add(JsonNode json, Instant time) {
    switch (json.path("event").asString("")) {
      case "start" -> start(value(json, TrainingPlan.class), time);
      case "log" -> logs.add(value(json, TrainingLog.class));
      case "evaluation" -> evaluations.add(value(json, EvaluationPoint.class));
      case "epoch" -> epochs.add(value(json, EpochResult.class));
      case "pause" -> pauses.add(pause(json, time));
      case "roll_back" -> rollBack(json);
      case "end" -> end(json);
      default -> {} // nothing that the page shows
    }
  }

  private static <T> T value(JsonNode json, Class<T> type) {
    return RunJson.MAPPER.treeToValue(json, type);
  }

  private void start(TrainingPlan next, Instant time) {
    secondsBefore += seconds(start, last);
    plan = next;
    start = time;
    if (next.stepsDone() > 0) {
      resumedAfter.add(next.stepsDone());
    }
    pauses.replaceAll(it -> new Course.Pause(it.step(), it.cause(), -1, it.seconds()));
  }

  private Course.Pause pause(JsonNode json, Instant time) {
    double seconds = json.path("seconds").asDouble(0);
    return new Course.Pause(
        json.path("step").asLong(0),
        json.path("cause").asString(""),
        seconds(start, time) - seconds,
        seconds);
  }

  private void rollBack(JsonNode json) {
    long step = json.path("step").asLong(0);
    logs.removeIf(it -> it.step() > step);
    evaluations.removeIf(it -> it.step() > step);
    epochs.removeIf(it -> it.step() > step);
    rollBacks.add(
        new Course.RollBack(
            step, json.path("failed_step").asLong(0), json.path("cause").asString("")));
  }

  private void end(JsonNode json) {
    end = Optional.of(json.path("end").asString(""));
    modelStep = json.path("model_step").asLong(0);
    if (json.has("gpu")) {
      gpu = Optional.of(value(json.path("gpu"), GpuUsage.class));
    }
  }

  private static double seconds(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? 0 : Duration.between(from, to).toMillis() / 1e3;
  }

  private Course course(Path metrics) throws IOException {
    if (plan == null) {
      throw new IOException(metrics + ": expected a line of a run's start, found none");
    }
    return new Course(
        plan,
        secondsBefore + seconds(start, last),
        logs,
        evaluations,
        epochs,
        pauses,
        rollBacks,
        resumedAfter,
        end,
        modelStep,
        gpu);
  }
}
