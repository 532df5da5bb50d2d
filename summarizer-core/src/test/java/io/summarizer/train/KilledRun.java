package io.summarizer.train;

import io.summarizer.Cadence;
import io.summarizer.FineTuning;
import java.nio.file.Path;

/**
 * A program that makes the same run in one directory after the other, to be killed meanwhile and
 * started again: it begins with the run that was killed. Says each event. Arguments: the model, the
 * folder of the directories, the number of the first one, how many there are.
 */
final class KilledRun {
  private KilledRun() {}

  @SuppressWarnings("SystemOut") // what its parent reads
  public static void main(String[] args) {
    int first = Integer.parseInt(args[2]);
    for (int number = first; number < Integer.parseInt(args[3]); number++) {
      Path output = Path.of(args[1], "run-" + number);
      run(Path.of(args[0]), output).listener(new Recorder(System.out::println)).run();
      System.out.println("done");
    }
  }

  /** Saves after each step, so that it is killed while it saves, rotates and publishes too. */
  static FineTuning.Builder run(Path model, Path output) {
    return TinyRun.of(model, output)
        .steps(8)
        .saveEvery(Cadence.steps(1))
        .saveLimit(2)
        .logEvery(Cadence.steps(3))
        .resume(true);
  }
}
