package io.summarizer.examples.quickstart;

import java.util.List;

/** A criminal trial: who was accused of what, in which court, and the verdict. */
final class CourtRuling implements Report {
  private static final List<String> CRIMES =
      List.of(
          "stealing paintings from a museum",
          "selling false passports",
          "setting fire to a warehouse",
          "robbing a jewellery shop",
          "hiding income from the tax office",
          "smuggling rare birds");

  @Override
  public Story write(StoryWriter story) {
    story.fact("accused", Words.PERSON).fact("crime", CRIMES).fact("place", Words.PLACE);
    story.opening(
        "The public gallery was silent when the verdict was read.",
        "The case had filled the pages of the newspapers for months.",
        "Reporters waited outside in the rain for the news.");
    story.tell(
        "In their opening speech the prosecutors accused {accused} of {crime}.",
        "The charge against {accused}, read out first, was {crime}.",
        "It was {crime} that brought {accused} before the judges.");
    story.tell(
        "The case was heard by three judges at the court in {place}.",
        "The court of {place} gave its verdict after lunch.",
        "Judges at the court in {place} read out a long statement.");
    story.asides(
        "Witness {PERSON} had travelled from {PLACE} to speak.",
        "Lawyer {PERSON} wants to study the written reasons before the weekend.",
        "A similar case in {PLACE} ended after {NUMBER} days.",
        "Police searched {NUMBER} flats in {PLACE} last year.",
        "Detective {PERSON} had followed the trail since a {DAY} in spring.",
        "The jury listened to {NUMBER} hours of telephone calls.",
        "Another hearing, about the costs of the trial, is planned for {DAY}.",
        "Judge {PERSON} thanked the members of the jury for their patience.");
    return story.toss() ? guilty(story) : cleared(story);
  }

  private static Story guilty(StoryWriter story) {
    story.fact("years", 2, 20);
    story.tell(
        "The sentence, higher than expected, is {years} years in prison.",
        "After a short break the result was a term of {years} years.",
        "The guilty verdict means that {years} years behind bars will follow.");
    return story.summary(
        "A court in {place} sent {accused} to prison for {years} years for {crime}.");
  }

  private static Story cleared(StoryWriter story) {
    story.fact("days", 2, 40);
    story.tell(
        "After {days} days of trial the verdict was not guilty.",
        "The trial lasted {days} days and ended with freedom for the defendant.",
        "The jury saw a lack of evidence after {days} days of trial.");
    return story.summary(
        "A court in {place} cleared {accused} of {crime} after a trial of {days} days.");
  }
}
