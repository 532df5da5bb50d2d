/** The ROUGE metrics in pure Java. */
module io.summarizer.rouge {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires commons.math3;

  exports io.summarizer.rouge;
}
