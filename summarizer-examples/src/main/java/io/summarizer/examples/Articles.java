package io.summarizer.examples;

import io.summarizer.SummarizerException;
import io.summarizer.data.DataFormat;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The articles of a file: a row each, a line each, or the whole as one. */
final class Articles {
  private Articles() {}

  /**
   * Opens a file, or the standard input; the caller closes the stream.
   *
   * @param file the file, or null for the standard input
   * @param lines whether each line is an article, whatever the file's name
   * @param articleField the field of rows that holds the article
   */
  static Stream<String> open(
      @Nullable Path file, InputStream standardInput, boolean lines, String articleField) {
    if (file != null && !lines && DataFormat.detect(file).isPresent()) {
      return Dataset.openArticles(file, articleField).stream().map(Example::article);
    }
    String name = file == null ? "standard input" : file.toString();
    String text = read(name, file, standardInput);
    if (text.isBlank()) {
      throw new SummarizerException(name + ": expected a text to summarize, got none");
    }
    return lines ? text.lines() : Stream.of(text);
  }

  private static String read(String name, @Nullable Path file, InputStream standardInput) {
    try (InputStream in =
        file == null
            ? new ByteArrayInputStream(standardInput.readAllBytes())
            : Files.newInputStream(file)) {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SummarizerException(name + ": expected UTF-8, got other bytes; convert it", e);
    } catch (IOException e) {
      throw new SummarizerException(name + ": cannot be read (" + e + ")", e);
    }
  }
}
