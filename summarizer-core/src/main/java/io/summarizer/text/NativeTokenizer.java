package io.summarizer.text;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.summarizer.lifecycle.InUse;
import io.summarizer.lifecycle.NativeMemory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.function.LongFunction;

/**
 * A tokenizer in native memory. Any number of threads may use it at once; closing waits for them,
 * since a tokenizer freed under a running call would take the JVM down.
 */
final class NativeTokenizer implements AutoCloseable {
  static final String KIND = "tokenizer";

  private final TokenizersLibrary library;
  private final long address;
  private final NativeMemory memory;
  private final Path path;
  private final InUse inUse;

  /** Creates the tokenizer that a file describes, without the file's own truncation and padding. */
  NativeTokenizer(TokenizerFile file) {
    path = file.path();
    inUse = new InUse("The tokenizer of " + path + " is closed. Close it after its last use.");
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
    memory = NativeMemory.of(this, KIND, release(library, address));
    library.disableTruncation(address);
    library.disablePadding(address);
  }

  /** Static, so that it does not refer to its owner. */
  private static Runnable release(TokenizersLibrary library, long address) {
    return () -> library.deleteTokenizer(address);
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
    try {
      return inUse.use(() -> call.apply(address));
    } catch (IllegalStateException e) { // closed
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
      Reference.reachabilityFence(this); // else the cleaner could free it during the call
    }
  }

  @Override
  public void close() {
    inUse.close(memory::free);
  }
}
