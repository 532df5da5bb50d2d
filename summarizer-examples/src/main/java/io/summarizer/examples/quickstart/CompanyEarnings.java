package io.summarizer.examples.quickstart;

import java.util.List;

/** A company's quarterly results: whether profit rose or fell, by how much, to what, and why. */
final class CompanyEarnings implements Report {
  private static final List<String> GOOD_NEWS =
      List.of(
          "strong sales abroad",
          "lower energy prices",
          "a popular new product",
          "large orders from hospitals",
          "a successful online shop");

  private static final List<String> BAD_NEWS =
      List.of(
          "rising fuel costs",
          "weak demand at home",
          "a fire in a factory",
          "late deliveries from suppliers",
          "a costly legal dispute");

  @Override
  public Story write(StoryWriter story) {
    boolean rose = story.toss();
    story.fact("company", Words.COMPANY).fact("cause", rose ? GOOD_NEWS : BAD_NEWS);
    story.fact("change", 3, 40).fact("profit", 5, 60).fact("more", rose ? "more" : "less");
    story.opening(
        "Investors had waited nervously for the figures to appear.",
        "The stock market had opened quietly in the morning.",
        "Analysts were surprised by the latest quarterly report.");
    story.tell(
        "The quarter brought {company} a profit of {profit} million dollars.",
        "After tax {company} earned {profit} million dollars in the quarter.",
        "The accounts of {company} show quarterly earnings of {profit} million dollars.");
    story.tell(
        "That was {change} percent {more} than in the same quarter a year earlier.",
        "The result is {change} percent {more} than in the last year.",
        "Compared with the year before, the profit was {change} percent {more}.");
    story.tell(
        "The main reason was {cause}, the board explained later.",
        "In a letter the managers named {cause} as the main reason.",
        "The finance department put the change down to {cause}.");
    story.asides(
        "Its rival {COMPANY} reported earnings of {NUMBER} million dollars on {DAY}.",
        "The firm was founded in {PLACE} and employs {NUMBER} hundred people.",
        "Director {PERSON} will retire at the end of the year.",
        "A new office in {PLACE} is planned for the spring.",
        "Shares in {COMPANY} moved by {NUMBER} percent on the same day.",
        "Talks about buying {COMPANY} have ended without a deal.",
        "Shareholder {PERSON} asked the board for a higher dividend.",
        "The next report is due on a {DAY} in summer.");
    return story.summary(
        rose
            ? "Profit at {company} rose {change} percent to {profit} million dollars, helped by"
                + " {cause}."
            : "Profit at {company} fell {change} percent to {profit} million dollars, hurt by"
                + " {cause}.");
  }
}
