package io.summarizer.examples.quickstart;

import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.SummarizerException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.ObjectMapper;

/** Writes examples as JSON Lines, with the field names of CNN/DailyMail. */
public final class NewsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private NewsFile() {}

  /** Writes a file, or replaces it; returns its path. */
  public static Path write(Path file, List<Example> examples) {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Example example : examples) {
        writer.write(
            JSON.createObjectNode()
                    .put("id", example.id())
                    .put(Dataset.DEFAULT_ARTICLE_FIELD, example.article())
                    .put(Dataset.DEFAULT_SUMMARY_FIELD, example.summary())
                + "\n");
      }
      return file;
    } catch (IOException e) {
      throw new SummarizerException(file + ": cannot be written (" + e + ")", e);
    }
  }
}
