package io.summarizer.examples.quickstart;

/** A kind of news: what its facts are and in which sentences they are told. */
sealed interface Report
    permits CompanyEarnings,
        CourtRuling,
        ElectionResult,
        FootballResult,
        RoadAccident,
        ScienceFinding,
        TransportStrike,
        WeatherWarning {

  /** Draws the facts of one report and writes it. */
  Story write(StoryWriter story);
}
