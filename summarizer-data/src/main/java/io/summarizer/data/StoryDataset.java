package io.summarizer.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A dataset over a directory of CNN/DailyMail stories: files named {@code ID.story}, each an article
 * with its highlights, in the order of their names.
 *
 * <p>A story becomes the record that is published for it: its lines are stripped, empty ones are
 * left out, and {@code " ."} is added to those that do not end a sentence. The line after {@code
 * @highlight} is a highlight, the others are the article. The article's lines are joined by a space,
 * the highlights by a line feed. Source: {@code cnn_dailymail.py} of TensorFlow Datasets, version
 * 3.0.0, which is also the Hub's. It leaves out the 114 stories that have no article or no
 * highlights; here they come with an empty text, and {@link #filter} can leave them out.
 *
 * <p>The files are UTF-8 and may be compressed with gzip or zstd, as {@code ID.story.gz}. One
 * with bytes that are not UTF-8 is a bad record that {@link #skipBadRecords} can skip.
 */
public final class StoryDataset extends ReaderDataset {
  private static final String EXTENSION = ".story";

  private final Path directory;
  private final List<Path> urlLists;

  private StoryDataset(Path directory, List<Path> urlLists) {
    super(directory.toString());
    this.directory = directory;
    this.urlLists = urlLists;
  }

  /** Returns a dataset over all the stories of a directory. */
  public static StoryDataset of(Path directory) {
    return new StoryDataset(Objects.requireNonNull(directory, "directory"), List.of());
  }

  /**
   * Returns a dataset over the stories of one of the published splits, such as {@code
   * all_train.txt}: a text file with the URL of a story in each line, whose SHA-1 in hexadecimal
   * digits is the story's id. Of a list, what is not in the directory is passed over, as the
   * stories of CNN and of the Daily Mail are published apart and share lists.
   */
  public StoryDataset split(Path urlList) {
    List<Path> lists = new ArrayList<>(urlLists);
    lists.add(Objects.requireNonNull(urlList, "urlList"));
    return new StoryDataset(directory, List.copyOf(lists));
  }

  @Override
  ExampleReader open() {
    return new StoryReader(files().iterator());
  }

  /** The number of stories; lists the directory, but reads none of them. */
  @Override
  public OptionalLong size() {
    return OptionalLong.of(files().size());
  }

  /** Whether a file has the name of a story. */
  static boolean isStory(Path file) {
    return SourceFile.plainName(file).endsWith(EXTENSION);
  }

  private List<Path> files() {
    List<Path> stories = Directories.list(directory, StoryDataset::isStory);
    if (stories.isEmpty()) {
      throw new DataException(
          directory + " has no stories; expected files whose names end in " + EXTENSION);
    }
    if (urlLists.isEmpty()) {
      return stories;
    }
    Set<String> unlisted = stories.stream().map(StoryDataset::id).collect(Collectors.toSet());
    urlLists.forEach(list -> readIds(list, unlisted::remove));
    List<Path> ofSplit = stories.stream().filter(story -> !unlisted.contains(id(story))).toList();
    if (ofSplit.isEmpty()) {
      throw new DataException(
          "none of the "
              + stories.size()
              + " stories in "
              + directory
              + " is in "
              + urlLists
              + "; expected one URL per line, whose SHA-1 is the name of the story");
    }
    return ofSplit;
  }

  static String id(Path story) {
    String name = SourceFile.plainName(story);
    return name.substring(0, name.length() - EXTENSION.length());
  }

  private static void readIds(Path urlList, Consumer<String> listener) {
    try (Utf8Reader text = Utf8Reader.open(urlList);
        var lines = new BufferedReader(text)) {
      text.startRecord();
      for (String url = lines.readLine(); url != null; url = lines.readLine()) {
        listener.accept(
            HexFormat.of().formatHex(sha1().digest(url.strip().getBytes(StandardCharsets.UTF_8))));
        text.startRecord();
      }
      text.requireUtf8UpToChar(() -> Long.MAX_VALUE);
    } catch (IOException e) {
      throw SourceFile.unreadable(urlList, e);
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
