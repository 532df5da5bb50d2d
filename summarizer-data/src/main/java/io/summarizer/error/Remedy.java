package io.summarizer.error;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;
import java.util.zip.ZipException;

/** What the caller can do about an error. */
public enum Remedy {
  /**
   * A file, a text, an option or the model has to change: the same call fails again, on every
   * machine.
   */
  FIX_INPUT,

  /**
   * The machine has to change: disk space, rights, memory, device, driver, an access token. A
   * message may also name a smaller setting that does with what there is.
   */
  FIX_ENVIRONMENT,

  /**
   * Nothing has to change, the same call may succeed later: the network failed, the thread was
   * interrupted, another process holds a lock.
   */
  RETRY;

  /** What a disk that works says of a file's name or content. */
  private static final Set<Class<? extends IOException>> INPUT =
      Set.of(
          NoSuchFileException.class,
          NotDirectoryException.class,
          FileAlreadyExistsException.class,
          CharacterCodingException.class,
          EOFException.class,
          ZipException.class);

  /** What can be done about an error that another one led to, see {@link SummarizerException}. */
  static Remedy of(Throwable cause) {
    if (cause instanceof SummarizerException error) {
      return error.remedy();
    }
    boolean disk =
        (cause instanceof IOException || cause instanceof UncheckedIOException)
            && INPUT.stream().noneMatch(c -> c.isInstance(cause));
    return disk ? FIX_ENVIRONMENT : FIX_INPUT;
  }
}
