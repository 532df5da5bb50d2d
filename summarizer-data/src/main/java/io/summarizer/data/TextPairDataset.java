package io.summarizer.data;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A dataset over a directory of text files in pairs, as {@link DataFormat#TEXT_PAIRS} says it. */
final class TextPairDataset extends ReaderDataset {
  private static final Pattern NAME =
      Pattern.compile("(?<id>.*\\S.*)\\.(?<part>article|summary)\\.txt");

  private final Path directory;
  private final boolean withSummary;

  TextPairDataset(Path directory, boolean withSummary) {
    super(directory.toString());
    this.directory = directory;
    this.withSummary = withSummary;
  }

  @Override
  ExampleReader open() {
    return new Reader(pairs().entrySet().iterator());
  }

  /** The number of pairs; lists the directory, but reads none of them. */
  @Override
  public OptionalLong size() {
    return OptionalLong.of(pairs().size());
  }

  /** Whether a file has the name of one half of a pair. */
  static boolean isHalf(Path file) {
    return NAME.matcher(SourceFile.plainName(file)).matches();
  }

  private SortedMap<String, Pair> pairs() {
    SortedMap<String, Pair> pairs = new TreeMap<>();
    for (Path file : Directories.list(directory, TextPairDataset::isHalf)) {
      Matcher name = NAME.matcher(SourceFile.plainName(file));
      if (name.matches()) {
        boolean isArticle = name.group("part").equals("article");
        Pair half = isArticle ? new Pair(file, null) : new Pair(null, file);
        pairs.merge(name.group("id"), half, Pair::with);
      }
    }
    if (!withSummary) {
      pairs.values().removeIf(pair -> pair.article() == null);
    }
    if (pairs.isEmpty()) {
      throw new DataException(
          directory + " has no pairs; expected files named ID.article.txt and ID.summary.txt");
    }
    return pairs;
  }

  private record Pair(@Nullable Path article, @Nullable Path summary) {
    Pair with(Pair other) {
      return new Pair(either(article, other.article), either(summary, other.summary));
    }

    private static @Nullable Path either(@Nullable Path one, @Nullable Path other) {
      if (one != null && other != null) {
        throw new DataException(one + " and " + other + " have one name; remove one of them");
      }
      return one != null ? one : other;
    }
  }

  private final class Reader implements ExampleReader {
    private final Iterator<Map.Entry<String, Pair>> pairs;

    Reader(Iterator<Map.Entry<String, Pair>> pairs) {
      this.pairs = pairs;
    }

    @Override
    public @Nullable Example read() {
      if (!pairs.hasNext()) {
        return null;
      }
      Map.Entry<String, Pair> pair = pairs.next();
      Path article = pair.getValue().article();
      Path summary = pair.getValue().summary();
      if (article == null) {
        throw missing(pair.getKey(), "article");
      }
      if (!withSummary) {
        return new Example(pair.getKey(), text(article), "");
      }
      if (summary == null) {
        throw missing(pair.getKey(), "summary");
      }
      return new Example(pair.getKey(), text(article), text(summary));
    }

    @Override
    public void close() {
      // Every file is closed as soon as it is read.
    }

    private DataException missing(String id, String part) {
      return new DataException(
          new BadRecord(
              directory.toString(),
              id,
              "half of a pair is missing; expected a file named " + id + "." + part + ".txt"));
    }

    /** The line break that editors put at the end of a file is not part of its text. */
    private static String text(Path file) {
      String text = TextFile.read(file);
      if (text.endsWith("\r\n")) {
        return text.substring(0, text.length() - 2);
      }
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
  }
}
