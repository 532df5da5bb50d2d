package io.summarizer.text;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;

/**
 * A tokenizer in native memory. Any number of threads may use it at once; closing waits for them,
 * since a tokenizer freed under a running call would take the JVM down.
 */
final class NativeTokenizer implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final Path path;
  private final TokenizersLibrary library;
  private final long address;
  private final Cleaner.Cleanable memory;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /** Creates the tokenizer that a file describes, without the file's own truncation and padding. */
  NativeTokenizer(TokenizerFile file) {
    path = file.path();
    library = NativeLibrary.get();
    try {
      address = library.createTokenizerFromString(file.json());
    } catch (RuntimeException e) {
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected a tokenizer that version 0.21 of Hugging Face's library reads, but it"
              + " says: "
              + e.getMessage()
              + ". Save the tokenizer again with a matching version.",
          e);
    }
    OPEN.incrementAndGet();
    memory = CLEANER.register(this, new Memory(library, address));
    library.disableTruncation(address);
    library.disablePadding(address);
  }

  /** Frees the native memory; the cleaner runs it at most once. Must not refer to its owner. */
  private record Memory(TokenizersLibrary library, long address) implements Runnable {
    @Override
    public void run() {
      library.deleteTokenizer(address);
      OPEN.decrementAndGet();
    }
  }

  /** Returns the number of tokenizers now in native memory, for leak tests. */
  static int open() {
    return OPEN.get();
  }

  /** Returns the ids of a text. */
  long[] encode(String text) {
    return use(
        tokenizer -> {
          long encoding = library.encode(tokenizer, text, false);
          try {
            return library.getTokenIds(encoding);
          } finally {
            library.deleteEncoding(encoding);
          }
        });
  }

  /** Returns the text of ids, without special tokens. */
  String decode(long[] ids) {
    return use(tokenizer -> library.decode(tokenizer, ids, true));
  }

  private <T> T use(LongFunction<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "The tokenizer of " + path + " is closed. Close it after its last use.");
      }
      return call.apply(address);
    } catch (IllegalStateException e) {
      throw e;
    } catch (RuntimeException e) { // the library has no other type
      throw new TokenizerException(
          "Tokenizer file "
              + path
              + ": expected a tokenizer for any text, but of this one it says: "
              + e.getMessage()
              + ". Save the tokenizer again in Python.",
          e);
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this); // else the cleaner could free it during the call
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      memory.clean();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
