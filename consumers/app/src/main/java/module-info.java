module consumer {
  requires io.summarizer.core;
}
