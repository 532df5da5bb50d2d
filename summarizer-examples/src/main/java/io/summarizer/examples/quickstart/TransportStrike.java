package io.summarizer.examples.quickstart;

import java.util.List;

/** A transport strike: who stops work, where, when, over what pay, and whether it goes ahead. */
final class TransportStrike implements Report {
  private static final List<String> WORKERS =
      List.of("train drivers", "bus drivers", "ferry crews", "airport staff", "tram drivers");

  @Override
  public Story write(StoryWriter story) {
    story.fact("workers", WORKERS).fact("place", Words.PLACE).fact("day", Words.DAY);
    story.fact("pay", 3, 15);
    story.opening(
        "Passengers have had a difficult season with many delays.",
        "The dispute over wages is entering its second month.",
        "Both sides spent the night in a hotel conference room.");
    story.tell(
        "The plans of the union concern {workers} in {place}.",
        "The union behind the dispute speaks for {workers} in {place}.",
        "In {place} nearly all {workers} are members of the union.");
    story.asides(
        "Commuter {PERSON} plans to cycle to work in any case.",
        "In {PLACE} a similar dispute ended after {NUMBER} days.",
        "Union leader {PERSON} gave a speech at the main station.",
        "The operator carries {NUMBER} thousand passengers every day.",
        "Minister {PERSON} refused to take sides in the dispute.",
        "Schools in {PLACE} have changed their timetable for the week.",
        "Ticket prices went up by {NUMBER} percent in the spring.",
        "Talks about working hours will continue on {DAY} in {PLACE}.");
    return story.toss() ? ahead(story) : calledOff(story);
  }

  private static Story ahead(StoryWriter story) {
    story.tell(
        "Nothing at all will move on {day}, the union announced.",
        "The strike begins on {day} at four in the morning.",
        "A full day without service is certain for {day}.");
    story.tell(
        "Members demand that their pay goes up by {pay} percent.",
        "The union wants wages to grow by {pay} percent.",
        "A rise of {pay} percent is what the members want.");
    return story.summary(
        "{workers} in {place} will strike on {day} to demand {pay} percent more pay.");
  }

  private static Story calledOff(StoryWriter story) {
    story.tell(
        "The strike that was planned for {day} will not take place.",
        "Normal service will run on {day} because the strike was cancelled.",
        "A last minute deal means that nobody will stop work on {day}.");
    story.tell(
        "After a vote the members accepted an offer of {pay} percent.",
        "The agreement that was signed gives them {pay} percent more.",
        "Wages will grow by {pay} percent under the deal.");
    return story.summary(
        "{workers} in {place} called off a strike on {day} after an offer of {pay} percent more"
            + " pay.");
  }
}
