package io.summarizer.examples.quickstart;

/** A football match: the teams, the score, the day and who scored the goal that counted. */
final class FootballResult implements Report {
  @Override
  public Story write(StoryWriter story) {
    story.fact("first", Words.TEAM).fact("second", Words.TEAM).fact("scorer", Words.PERSON);
    story.fact("day", Words.DAY);
    story.opening(
        "Supporters will talk about this match for a long time.",
        "The stadium was full long before the referee blew the whistle.",
        "Cold rain did not keep the crowd away from the stadium.");
    story.tell(
        "The match was played on {day} under the bright lights.",
        "Both teams walked out to loud applause on {day} evening.",
        "Tickets for the game on {day} had been sold out for weeks.");
    story.asides(
        "{TEAM} lost {SCORE} to {TEAM} earlier in the season.",
        "Goalkeeper {PERSON} left the field with an injured knee after {NUMBER} minutes.",
        "Coach {PERSON} complained that a clear penalty had been refused.",
        "The next match is away to {TEAM} on {DAY}.",
        "About {NUMBER} fans had travelled by coach from {PLACE}.",
        "Captain {PERSON} praised the young players in the second half.",
        "A year ago the same fixture in {PLACE} finished {SCORE}.",
        "Striker {PERSON} missed the game because of a ban.");
    return story.toss() ? win(story) : draw(story);
  }

  private static Story win(StoryWriter story) {
    story.fact("score", Words.SCORE);
    story.tell(
        "{second} had no answer to {first} and were defeated {score}.",
        "{first} took the points with a {score} victory over {second}.",
        "The final score of {score} sent {first} above {second} in the table.");
    story.tell(
        "The winning goal came from {scorer} after a quick counter attack.",
        "It was {scorer} who struck the winning goal from close range.",
        "A header by {scorer} proved to be the winning goal.");
    return story.summary(
        "{first} beat {second} {score} on {day}, with {scorer} scoring the winner.");
  }

  private static Story draw(StoryWriter story) {
    story.fact("score", Words.DRAW_SCORE);
    story.tell(
        "{first} and {second} shared the points in a {score} draw.",
        "Neither {first} nor {second} could find a winner and it ended {score}.",
        "The final score of {score} was a fair result for {first} and {second}.");
    story.tell(
        "The late equaliser came from {scorer} after a corner.",
        "It was {scorer} who saved a point with a late equaliser.",
        "A free kick by {scorer} brought the late equaliser.");
    return story.summary(
        "{first} and {second} drew {score} on {day} after a late goal by {scorer}.");
  }
}
