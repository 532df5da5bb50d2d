package io.summarizer.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * TensorBoard's events as protobuf messages. The field numbers are those of {@code event.proto},
 * {@code summary.proto} and {@code tensor.proto} in {@code tensorboard/compat/proto} and of {@code
 * plugin_data.proto} and {@code api.proto} in {@code tensorboard/plugins/hparams}.
 */
final class TensorBoardEvents {
  private static final String HPARAMS = "_hparams_/";
  private static final int FLOATS = 1;
  private static final int STRINGS = 7;
  private static final int SESSION_START = 1;

  private TensorBoardEvents() {}

  /** The first event of a file. */
  static ProtoMessage fileStart(Instant time) {
    return event(time, 0)
        .text(3, "brain.Event:2")
        .message(10, new ProtoMessage().text(1, "io.summarizer"));
  }

  /** From here on, what earlier files hold of this step and those after it counts no more. */
  static ProtoMessage runStart(Instant time, long firstStep) {
    return event(time, firstStep).message(7, new ProtoMessage().varint(1, SESSION_START));
  }

  static ProtoMessage scalar(Instant time, long step, String tag, float value) {
    return summary(time, step, new ProtoMessage().text(1, tag).number(2, value));
  }

  /**
   * Texts in Markdown.
   *
   * @param shape of the texts: empty for one, rows and columns for a table
   */
  static ProtoMessage texts(
      Instant time, long step, String tag, List<Integer> shape, List<String> texts) {
    ProtoMessage dimensions = new ProtoMessage();
    shape.forEach(size -> dimensions.message(2, new ProtoMessage().varint(1, size)));
    ProtoMessage tensor = new ProtoMessage().varint(1, STRINGS).message(2, dimensions);
    texts.forEach(text -> tensor.text(8, text));
    ProtoMessage metadata = new ProtoMessage().message(1, new ProtoMessage().text(1, "text"));
    return summary(
        time, step, new ProtoMessage().text(1, tag).message(8, tensor).message(9, metadata));
  }

  /** Which hyperparameters and metrics there are. */
  static ProtoMessage experiment(Instant time, Map<String, ?> values, List<String> metricTags) {
    ProtoMessage experiment = new ProtoMessage().number(3, seconds(time));
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                experiment.message(4, new ProtoMessage().text(1, name).varint(4, type(value))));
    metricTags.forEach(
        tag ->
            experiment.message(5, new ProtoMessage().message(1, new ProtoMessage().text(2, tag))));
    return hparams(time, "experiment", new ProtoMessage().message(2, experiment));
  }

  /** The values of the hyperparameters. */
  static ProtoMessage sessionStart(Instant time, Map<String, ?> values) {
    ProtoMessage start = new ProtoMessage();
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                start.message(1, new ProtoMessage().text(1, name).message(2, value(value))));
    start.number(5, seconds(time));
    return hparams(time, "session_start_info", new ProtoMessage().message(3, start));
  }

  static ProtoMessage sessionEnd(Instant time, boolean succeeded) {
    ProtoMessage end = new ProtoMessage().varint(1, succeeded ? 1 : 2).number(2, seconds(time));
    return hparams(time, "session_end_info", new ProtoMessage().message(4, end));
  }

  private static int type(Object value) {
    if (value instanceof Boolean) {
      return 2;
    }
    return isNumber(value) ? 3 : 1;
  }

  private static ProtoMessage value(Object value) {
    if (value instanceof Boolean truth) {
      return new ProtoMessage().varint(4, truth ? 1 : 0);
    }
    return isNumber(value)
        ? new ProtoMessage().number(2, ((Number) value).doubleValue())
        : new ProtoMessage().text(3, value.toString());
  }

  /** Whether JSON can hold it, in which TensorBoard passes it on. */
  private static boolean isNumber(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  /** Data that stands in the metadata, beside a tensor without elements. */
  private static ProtoMessage hparams(Instant time, String name, ProtoMessage content) {
    ProtoMessage noElements = new ProtoMessage().message(2, new ProtoMessage());
    return summary(
        time,
        0,
        new ProtoMessage()
            .text(1, HPARAMS + name)
            .message(8, new ProtoMessage().varint(1, FLOATS).message(2, noElements))
            .message(
                9,
                new ProtoMessage()
                    .message(1, new ProtoMessage().text(1, "hparams").message(2, content))));
  }

  private static ProtoMessage summary(Instant time, long step, ProtoMessage value) {
    return event(time, step).message(5, new ProtoMessage().message(1, value));
  }

  private static ProtoMessage event(Instant time, long step) {
    ProtoMessage event = new ProtoMessage().number(1, seconds(time));
    return step == 0 ? event : event.varint(2, step);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
