package io.summarizer.examples.quickstart;

/** A mayor's election: who won and lost, where, with what share, and whether the mayor is new. */
final class ElectionResult implements Report {
  @Override
  public Story write(StoryWriter story) {
    story.fact("winner", Words.PERSON).fact("loser", Words.PERSON).fact("place", Words.PLACE);
    story.fact("share", 51, 60);
    story.opening(
        "The counting went on until long after midnight.",
        "Long queues had formed outside the polling stations at noon.",
        "It was the most expensive campaign the region has seen.");
    story.tell(
        "Officials said that {share} percent of the vote went to the winner.",
        "In the end the winning share was {share} percent of the vote.",
        "When all ballots had been counted, {share} percent of the vote had decided it.");
    story.tell(
        "The defeated candidate {loser} admitted the loss before dawn.",
        "There were tears at the party of {loser}, who came second.",
        "The losing side of {loser} promised to work with the new council.");
    story.asides(
        "Party leader {PERSON} called the result a lesson for everybody.",
        "Only {NUMBER} percent of young people took part this time.",
        "In {PLACE} the count has to be repeated on {DAY}.",
        "A poll by {PERSON} had predicted a very different outcome.",
        "The council in {PLACE} has {NUMBER} seats, most of them held by independents.",
        "Housing and schools were the main topics of the campaign.",
        "Heavy traffic delayed {NUMBER} ballot boxes from {PLACE}.",
        "The first meeting of the new council is on {DAY}.");
    return story.toss() ? change(story) : again(story);
  }

  private static Story change(StoryWriter story) {
    story.tell(
        "For the first time {winner} will move into the town hall of {place}.",
        "Voters in {place} chose a newcomer, the teacher {winner}.",
        "The people of {place} wanted change and gave the job to {winner}.");
    return story.summary(
        "{winner} was elected new mayor of {place} with {share} percent of the vote, defeating"
            + " {loser}.");
  }

  private static Story again(StoryWriter story) {
    story.tell(
        "Another term in the town hall of {place} begins for {winner}.",
        "Voters in {place} kept {winner}, who has been in office for years.",
        "The people of {place} trusted the experience of {winner} once more.");
    return story.summary(
        "Mayor {winner} was elected again in {place} with {share} percent of the vote, ahead of"
            + " {loser}.");
  }
}
