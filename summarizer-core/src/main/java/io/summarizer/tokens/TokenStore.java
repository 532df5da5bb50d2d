package io.summarizer.tokens;

import io.summarizer.TokenizationReport;
import io.summarizer.error.SummarizerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where examples are gathered: on the heap, and from some number of tokens on in a file. */
final class TokenStore implements AutoCloseable {
  private final @Nullable Path directory;
  private final long tokensInMemory;
  private final int bytesPerToken;
  private final List<TokenizedExample> memory = new ArrayList<>();
  private long tokens;
  private @Nullable TokenFileWriter file;

  /**
   * An empty store.
   *
   * @param directory of the file, or null for none
   * @param tokensInMemory beyond which the file is used
   */
  TokenStore(@Nullable Path directory, long tokensInMemory, int bytesPerToken) {
    this.directory = directory;
    this.tokensInMemory = tokensInMemory;
    this.bytesPerToken = bytesPerToken;
  }

  void add(TokenizedExample example) {
    tokens += example.source().length + example.target().length;
    if (directory == null || (file == null && tokens <= tokensInMemory)) {
      memory.add(example);
      return;
    }
    try {
      if (file == null) {
        file = TokenCache.begin(directory, bytesPerToken);
        for (TokenizedExample earlier : memory) {
          file.add(earlier);
        }
        memory.clear();
      }
      file.add(example);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  boolean isEmpty() {
    return tokens == 0;
  }

  /** Returns all examples, in the order in which they came. */
  TokenizedDataset finish(CacheKey key, TokenizationReport report) {
    if (directory == null || file == null) {
      return new InMemoryTokens(memory, report);
    }
    try {
      String name = key.hex();
      Path path = TokenCache.file(directory, name);
      file.finish(path, name, report);
      return MappedTokens.open(path);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static SummarizerException unwritable(Path directory, IOException e) {
    return TokenCache.failure(directory, "the tokens cannot be kept there", e);
  }

  /** Removes a file that is not finished. */
  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw unwritable(Objects.requireNonNull(directory), e);
    }
  }
}
