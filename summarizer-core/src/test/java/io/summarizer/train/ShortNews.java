package io.summarizer.train;

import io.summarizer.data.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Short reports in English with their headlines, put together from parts written for the tests.
 *
 * <p>A headline keeps who did what; where, when, why and the remarks around are to be left out.
 */
final class ShortNews {
  private static final List<String> WHO =
      List.of(
          "the town council",
          "a local baker",
          "the railway company",
          "an old fisherman",
          "the school orchestra",
          "a group of volunteers",
          "the museum",
          "a young engineer",
          "the harbour police",
          "two neighbours",
          "the fire brigade",
          "a travelling circus");

  private static final List<String> DID =
      List.of(
          "opened a new bridge",
          "repaired the church clock",
          "found a lost dog",
          "planted sixty apple trees",
          "sold the last ferry",
          "closed the swimming pool",
          "won the regional prize",
          "built a wooden tower",
          "rescued three sailors",
          "cancelled the summer concert",
          "bought an empty factory",
          "painted the market hall");

  private static final List<String> WHERE =
      List.of(
          "in the north of the island",
          "near the river",
          "behind the station",
          "on the main square",
          "outside the old walls",
          "next to the library",
          "at the edge of the forest",
          "in the small village of Alder");

  private static final List<String> WHEN =
      List.of(
          "on Monday morning",
          "late last night",
          "after two years of planning",
          "during the spring holidays",
          "before the first snow fell",
          "in the middle of the week");

  private static final List<String> WHY =
      List.of(
          "because the money had finally arrived",
          "although heavy rain made the work difficult",
          "as many people had hoped for a long time",
          "while the mayor was still abroad",
          "since nobody else wanted to do it");

  private static final List<String> REMARK =
      List.of(
          "Several hundred visitors came to watch.",
          "The newspaper had reported about it earlier.",
          "No one was hurt.",
          "Coffee and cake were served afterwards.",
          "The weather stayed dry until the evening.",
          "Further details will follow next week.",
          "Children were allowed to help.");

  private ShortNews() {}

  static List<Example> examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Example> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String who = any(WHO, random);
      String did = any(DID, random);
      String report =
          switch (random.nextInt(3)) {
            case 0 ->
                sentence(any(WHEN, random) + ", " + who, did, any(WHERE, random)) + rest(random);
            case 1 ->
                any(REMARK, random)
                    + " "
                    + sentence(who, did, any(WHERE, random), any(WHY, random))
                    + rest(random);
            default -> sentence(who, did, any(WHEN, random), any(WHY, random)) + rest(random);
          };
      result.add(new Example("news-" + i, report, sentence(who, did)));
    }
    return result;
  }

  private static String rest(SplittableRandom random) {
    return random.nextBoolean() ? " " + any(REMARK, random) : "";
  }

  private static String any(List<String> parts, SplittableRandom random) {
    return parts.get(random.nextInt(parts.size()));
  }

  private static String sentence(String... parts) {
    String text = String.join(" ", parts);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
