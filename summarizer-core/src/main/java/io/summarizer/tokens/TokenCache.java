package io.summarizer.tokens;

import io.summarizer.TokenizationProgress;
import io.summarizer.data.Dataset;
import io.summarizer.data.Example;
import io.summarizer.error.Remedy;
import io.summarizer.error.SummarizerException;
import io.summarizer.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokenizes data sets, each once: the token ids are kept in a file from which they are used without
 * being loaded, so that any number of examples needs hardly any heap.
 *
 * <pre>{@code
 * try (TokenizedDataset train = TokenCache.in(folder).tokenize(data, tokenizer, progress -> {})) {
 *   TokenizedExample first = train.get(0);
 * }
 * }</pre>
 *
 * <p>A file is found by a SHA-256 hash of the tokenizer.json, the version of the tokenizer's
 * library, the prefix, the limits and all rows. Whatever changes makes a new file; none is ever
 * taken for other data. To find a file the data is therefore read, but not tokenized. A file that
 * is damaged is told of in the log and made again. Files that are no longer wanted may be deleted
 * at any time when no run uses them.
 *
 * <p>Safe for use by several threads; several processes may share a directory.
 */
public final class TokenCache {
  private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);

  /** With how many tokens a data set is still small: 64 MiB on the heap. */
  private static final long SMALL = 1 << 24;

  private static final String SUFFIX = ".tokens";

  /** A writer writes more often than that; what is older was left by a process that died. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final @Nullable Path directory;
  private final long tokensInMemory;

  private TokenCache(@Nullable Path directory, long tokensInMemory) {
    this.directory = directory;
    this.tokensInMemory = tokensInMemory;
  }

  /** Returns a cache that keeps nothing: every data set is tokenized onto the heap. */
  public static TokenCache inMemory() {
    return new TokenCache(null, Long.MAX_VALUE);
  }

  /** Returns a cache of files in a directory, which is made when it is needed. */
  public static TokenCache in(Path directory) {
    return new TokenCache(directory, 0);
  }

  /**
   * Returns a cache that keeps a small data set on the heap and makes a file only of one with more
   * than 16 million tokens.
   */
  public static TokenCache ofLarge(Path directory) {
    return ofLarge(directory, SMALL);
  }

  /** As above, with another number of tokens. */
  static TokenCache ofLarge(Path directory, long tokensInMemory) {
    return new TokenCache(directory, tokensInMemory);
  }

  /**
   * Returns the token ids of a data set, of a file if there is one, else tokenized on all cores.
   *
   * @param tokenizer must stay open meanwhile
   * @param progress hears on this thread how far it is, every few hundred rows
   * @throws SummarizerException if no row has both an article and a summary
   * @throws SummarizerException if a file cannot be written
   * @throws io.summarizer.data.DataException if the data cannot be read
   */
  public TokenizedDataset tokenize(
      Dataset data, Tokenizer tokenizer, Consumer<TokenizationProgress> progress) {
    Optional<TokenizedDataset> found = find(data, tokenizer);
    if (found.isPresent()) {
      LOG.info("{}: {} (from {})", data.name(), found.get().report(), directory);
      return found.get();
    }
    OptionalLong total = data.size();
    int bytesPerToken = TokenFile.bytesPerToken(tokenizer.vocabularySize());
    try (TokenStore store = new TokenStore(directory, tokensInMemory, bytesPerToken);
        Stream<Example> rows = data.stream()) {
      TokenCollector collector =
          new TokenCollector(
              data.name(),
              tokenizer,
              store,
              done -> progress.accept(new TokenizationProgress(data.name(), done, total)));
      rows.forEach(row -> collector.add(row.id(), row.article(), row.summary()));
      TokenizedDataset tokenized = collector.finish();
      LOG.info("{}: {}", data.name(), tokenized.report());
      return tokenized;
    }
  }

  /**
   * Deletes the files of this cache, and its directory if nothing else is in it. What cannot be
   * deleted is told of in the log.
   */
  public void clear() {
    if (directory == null || !Files.isDirectory(directory)) {
      return;
    }
    try {
      for (Path file : files(directory, TokenCache::isOurs)) {
        Files.deleteIfExists(file);
      }
      if (files(directory, file -> true).isEmpty()) {
        Files.deleteIfExists(directory);
      }
    } catch (IOException e) {
      LOG.warn("{} is no longer needed, but cannot be deleted", directory, e);
    }
  }

  private static List<Path> files(Path directory, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(wanted).toList();
    }
  }

  private static boolean isOurs(Path file) {
    return file.toString().endsWith(SUFFIX) || TokenFileWriter.isTemporary(file);
  }

  private Optional<TokenizedDataset> find(Dataset data, Tokenizer tokenizer) {
    if (directory == null || !holdsFiles(directory)) {
      return Optional.empty(); // the data need not be read to know that
    }
    CacheKey key = new CacheKey(tokenizer);
    try (Stream<Example> rows = data.stream()) {
      rows.forEach(row -> key.add(row.id(), row.article(), row.summary()));
    }
    String name = key.hex();
    return open(file(directory, name), name);
  }

  private static Optional<TokenizedDataset> open(Path file, String key) {
    try {
      MappedTokens tokens = MappedTokens.open(file);
      if (tokens.key().equals(key)) {
        return Optional.of(tokens);
      }
      LOG.warn("{} holds the tokens of other data; it is made again", file);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is not there yet", file);
    } catch (IOException e) {
      LOG.warn("{} cannot be used and is made again: {}", file, e.toString());
    }
    return Optional.empty();
  }

  private static boolean holdsFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try {
      return !files(directory, file -> file.toString().endsWith(SUFFIX)).isEmpty();
    } catch (IOException e) {
      throw failure(directory, "the token cache cannot be read", e);
    }
  }

  /** The file of a key; half of the digits tell any files apart, and the file holds all. */
  static Path file(Path directory, String key) {
    return directory.resolve(key.substring(0, 32) + SUFFIX);
  }

  /** Begins a file in a directory, and clears away what processes that died left there. */
  static TokenFileWriter begin(Path directory, int bytesPerToken) throws IOException {
    Files.createDirectories(directory);
    deleteAbandoned(directory);
    return new TokenFileWriter(directory, bytesPerToken);
  }

  private static void deleteAbandoned(Path directory) throws IOException {
    Instant oldest = Instant.now().minus(ABANDONED);
    for (Path temporary : files(directory, TokenFileWriter::isTemporary)) {
      try {
        if (Files.getLastModifiedTime(temporary).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(temporary);
          LOG.info("{} was left by a run that ended early; it is deleted", temporary);
        }
      } catch (NoSuchFileException e) {
        LOG.debug("{} was finished or deleted meanwhile", temporary);
      }
    }
  }

  /** The error to report where a cache's files cannot be read or written. */
  static SummarizerException failure(Path directory, String problem, IOException cause) {
    return new SummarizerException(
        Remedy.FIX_ENVIRONMENT,
        directory
            + ": "
            + problem
            + " ("
            + cause
            + "). Make room there, or name another directory with tokenCache.",
        cause);
  }
}
