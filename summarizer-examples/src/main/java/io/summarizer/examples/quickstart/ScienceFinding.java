package io.summarizer.examples.quickstart;

import java.util.List;

/** A finding about animals: which animals can do what, who found it and how long it took. */
final class ScienceFinding implements Report {
  private static final List<String> ANIMALS =
      List.of(
          "crows",
          "dolphins",
          "elephants",
          "bees",
          "goats",
          "octopuses",
          "parrots",
          "horses",
          "seals",
          "wolves");

  private static final List<String> ABILITIES =
      List.of(
          "remember human faces",
          "count up to four",
          "learn songs from strangers",
          "find water under the ground",
          "sense storms in advance",
          "recognise their own names",
          "share food with rivals");

  @Override
  public Story write(StoryWriter story) {
    story.fact("animals", ANIMALS).fact("ability", ABILITIES).fact("place", Words.PLACE);
    story.fact("years", 2, 20);
    story.opening(
        "Nature keeps surprising those who watch it closely enough.",
        "The whole idea began with a bet over a cup of coffee.",
        "Animals are often cleverer than people think.");
    story.tell(
        "The experiments proved that {animals} can {ability}.",
        "It turns out that {animals} really are able to {ability}.",
        "Many different tests have confirmed that {animals} {ability}.");
    story.tell(
        "All of the work was done at the University of {place}.",
        "The team behind the tests belongs to the University of {place}.",
        "The University of {place} published the results in a journal.");
    story.tell(
        "The study, which began in a small garden, lasted {years} years.",
        "It took the group {years} years to collect enough data.",
        "For {years} years every test was filmed and repeated.");
    story.asides(
        "Professor {PERSON} was not involved but called the work careful.",
        "An earlier paper from {PLACE} had found nothing with {NUMBER} animals.",
        "Student {PERSON} built the cameras from spare parts.",
        "The next project will look at fish on the coast near {PLACE}.",
        "The journal, read by many schools, comes out every {DAY}.",
        "A foundation in {PLACE} paid {NUMBER} thousand dollars for equipment.",
        "Zoo keeper {PERSON} said visitors had long suspected it.",
        "Some {NUMBER} helpers wrote down everything that they saw.");
    return story.summary(
        "Researchers at the University of {place} found in a study of {years} years that {animals}"
            + " can {ability}.");
  }
}
