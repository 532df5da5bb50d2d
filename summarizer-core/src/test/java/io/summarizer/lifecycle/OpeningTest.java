package io.summarizer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void what_was_opened_before_a_failure_is_closed_the_last_first() {
    IllegalStateException failure = new IllegalStateException("the third");
    assertThatThrownBy(
            () -> {
              try (Opening opening = new Opening()) {
                opening.add("first", closed::add);
                opening.add("second", closed::add);
                throw failure;
              }
            })
        .isSameAs(failure);
    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void what_is_kept_stays_open() {
    try (Opening opening = new Opening()) {
      assertThat(opening.add("first", closed::add)).isEqualTo("first");
      opening.keep();
    }
    assertThat(closed).isEmpty();
  }

  @Test
  void what_cannot_be_closed_keeps_nothing_else_open() {
    IllegalStateException last = new IllegalStateException("last");
    IllegalStateException middle = new IllegalStateException("middle");
    Opening opening = new Opening();
    opening.add("first", closed::add);
    opening.add(middle, OpeningTest::fail);
    opening.add(last, OpeningTest::fail);
    assertThatThrownBy(opening::close).isSameAs(last).hasSuppressedException(middle);
    assertThat(closed).containsExactly("first");
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }
}
