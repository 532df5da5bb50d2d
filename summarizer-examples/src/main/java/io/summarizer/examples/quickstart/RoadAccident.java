package io.summarizer.examples.quickstart;

import java.util.List;

/**
 * A road accident: what collided, where and when, how many were hurt, how long the road was shut.
 */
final class RoadAccident implements Report {
  private static final List<String> VEHICLES =
      List.of(
          "a lorry and a bus",
          "a car and a tractor",
          "two vans",
          "three cars",
          "a taxi and a motorcycle",
          "a bus and a tram");

  @Override
  public Story write(StoryWriter story) {
    story.fact("vehicles", VEHICLES).fact("place", Words.PLACE).fact("day", Words.DAY);
    story.fact("hurt", 2, 30).fact("hours", 2, 12);
    story.opening(
        "Drivers needed a lot of patience and a full tank.",
        "A thick fog lay over the fields at the time.",
        "The road had only been repaired a month before.");
    story.tell(
        "The collision between {vehicles} happened at a crossing near {place}.",
        "Police said that {vehicles} crashed into each other outside {place}.",
        "In a sharp bend close to {place}, {vehicles} collided.");
    story.tell(
        "It happened on {day}, when many people were driving to work.",
        "The first emergency call came in on {day} morning.",
        "Traffic on {day} was heavier than usual at that time.");
    story.tell(
        "Doctors treated {hurt} people for injuries of all kinds.",
        "Ambulances took {hurt} injured people to the nearest hospital.",
        "A helicopter was called because {hurt} people had been injured.");
    story.tell(
        "It took {hours} hours before the road was open again.",
        "The road had to remain closed for {hours} hours.",
        "For {hours} hours nobody could pass in either direction.");
    story.asides(
        "Witness {PERSON} heard a loud bang and called for help.",
        "A driver from {PLACE} was fined for using a telephone.",
        "There have been {NUMBER} accidents on this road since {DAY}.",
        "Officer {PERSON} asked for lower speed limits and better signs.",
        "The queue of waiting cars reached as far as {PLACE}.",
        "Trains between {PLACE} and {PLACE} were running as normal.",
        "Engineer {PERSON} said that {NUMBER} street lamps had been broken.",
        "A new bypass costing {NUMBER} million dollars has been planned for years.");
    return story.summary(
        "A crash between {vehicles} near {place} on {day} injured {hurt} people and closed the road"
            + " for {hours} hours.");
  }
}
