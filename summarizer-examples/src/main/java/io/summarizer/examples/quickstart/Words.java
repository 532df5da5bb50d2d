package io.summarizer.examples.quickstart;

import java.util.List;
import java.util.stream.IntStream;

/** The word lists that several kinds of report draw from. */
enum Words {
  /** A town. */
  PLACE(Lists.TOWNS),

  /** A first and a last name. */
  PERSON(Lists.FIRST_NAMES, Lists.LAST_NAMES),

  /** A football team: a town and one of the usual names. */
  TEAM(Lists.TOWNS, Lists.TEAM_NAMES),

  /** The result of a match that one side wins; the winner's goals come first. */
  SCORE(List.of("1-0", "2-0", "3-0", "4-0", "2-1", "3-1", "4-1", "3-2", "4-2", "5-2")),

  /** The result of a match that nobody wins. */
  DRAW_SCORE(List.of("1-1", "2-2", "3-3")),

  /** A company. */
  COMPANY(Lists.COMPANIES),

  /** A day of the week. */
  DAY(List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")),

  /** A whole number that reads well before a plural. */
  NUMBER(IntStream.rangeClosed(2, 60).mapToObj(Integer::toString).toList());

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, which the type cannot say
  private final List<List<String>> parts;

  @SafeVarargs
  Words(List<String>... parts) {
    this.parts = List.of(parts);
  }

  /** The lists of which one word each is drawn and joined. */
  List<List<String>> parts() {
    return parts;
  }

  /** Constants that the enum's own constants need before its static fields exist. */
  private static final class Lists {
    static final List<String> TOWNS =
        List.of(
            "Northfield",
            "Easton",
            "Westbridge",
            "Southwick",
            "Millbrook",
            "Redhill",
            "Oakham",
            "Stonebury",
            "Kingsford",
            "Marlow",
            "Fairview",
            "Lakeside",
            "Elmwood",
            "Harbourne",
            "Greyport",
            "Silverton",
            "Brookdale",
            "Winterton",
            "Hazelby",
            "Thornley",
            "Ravensby",
            "Summerhill",
            "Ashcombe",
            "Longmoor",
            "Portsea",
            "Highcliff",
            "Dunmore",
            "Castleton");

    static final List<String> FIRST_NAMES =
        List.of(
            "Anna", "Boris", "Clara", "David", "Elena", "Farid", "Grace", "Hugo", "Irene", "Jonas",
            "Karin", "Leon", "Maria", "Nadia", "Oscar", "Paula", "Rosa", "Samir", "Tanya", "Victor",
            "Wendy", "Yusuf");

    static final List<String> LAST_NAMES =
        List.of(
            "Abbott",
            "Becker",
            "Castro",
            "Dalton",
            "Evans",
            "Fischer",
            "Garcia",
            "Hansen",
            "Ibrahim",
            "Jensen",
            "Keller",
            "Lindgren",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Quinn",
            "Rossi",
            "Santos",
            "Turner",
            "Usman",
            "Vogel",
            "Walsh",
            "Young");

    static final List<String> TEAM_NAMES =
        List.of("Rovers", "United", "City", "Athletic", "Wanderers", "Rangers");

    static final List<String> COMPANIES =
        List.of(
            "Norvex",
            "Altanis",
            "Brightwell",
            "Corvane",
            "Dalmora",
            "Ecolyte",
            "Ferrano",
            "Glenmark",
            "Helixon",
            "Inverta",
            "Jovialis",
            "Kestrel",
            "Lumenor",
            "Mondaro",
            "Nimbus",
            "Orvena",
            "Pellton",
            "Quorum",
            "Rivanta",
            "Solvia");

    private Lists() {}
  }
}
