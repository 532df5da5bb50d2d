package io.summarizer.lifecycle;

/** What nobody holds any more. */
public final class Garbage {
  private static final int MOST_COLLECTIONS = 500;

  private Garbage() {}

  /** Collects until so much native memory of a kind is held; gives up after some seconds. */
  public static void collectUntil(String kind, int held) throws InterruptedException {
    for (int i = 0; i < MOST_COLLECTIONS && NativeMemory.held(kind) > held; i++) {
      System.gc();
      Thread.sleep(10); // for the cleaner's thread
    }
  }
}
