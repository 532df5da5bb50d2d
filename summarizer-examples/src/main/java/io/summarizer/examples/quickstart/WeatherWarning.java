package io.summarizer.examples.quickstart;

import java.util.List;

/** A weather warning: what is coming, where, when and how much of it. */
final class WeatherWarning implements Report {
  private record Hazard(String name, String unit, String advice) {}

  private static final List<Hazard> HAZARDS =
      List.of(
          new Hazard("heavy snow", "centimetres of snow", "Schools will stay closed."),
          new Hazard("heavy rain", "millimetres of rain", "Low streets may be flooded."),
          new Hazard("strong winds", "miles an hour", "Ferries will stay in port."));

  @Override
  public Story write(StoryWriter story) {
    Hazard hazard = story.choose(HAZARDS);
    story.fact("hazard", hazard.name()).fact("unit", hazard.unit());
    story.fact("place", Words.PLACE).fact("day", Words.DAY).fact("amount", 20, 60);
    story.opening(
        "Families have been buying candles, bread and bottled water.",
        "The calm of recent days is about to end.",
        "Emergency crews are checking their boats, ladders and pumps.");
    story.tell(
        "The weather service issued a warning of {hazard} for {place} and the hills nearby.",
        "Residents of {place} should prepare for {hazard}, the weather service said.",
        "All computer models agree that {place} lies in the path of {hazard}.");
    story.tell(
        "The worst should arrive on {day}, probably before noon.",
        "Conditions outside are expected to turn dangerous on {day}.",
        "The warning takes effect before the sun rises on {day}.");
    story.tell(
        "Experts predict that there could be up to {amount} {unit}.",
        "In exposed areas the instruments could record {amount} {unit}.",
        "The peak is likely to be close to {amount} {unit}.");
    story.asides(
        "In {PLACE} the sun is expected to shine all week.",
        "A storm in {PLACE} two winters ago left {NUMBER} homes without power.",
        "Farmer {PERSON} has already moved the cattle to a barn.",
        "By {DAY} at the latest the skies should be clear again.",
        "Mayor {PERSON} asked people not to travel without good reason.",
        "The record of {NUMBER} {unit} was measured in {PLACE} long ago.",
        "Some {NUMBER} volunteers have offered to help older neighbours.",
        "Shops in {PLACE} reported empty shelves by the evening.");
    return story.summary(
        "Forecasters expect {hazard} in {place} on {day}, up to {amount} {unit}. "
            + hazard.advice());
  }
}
