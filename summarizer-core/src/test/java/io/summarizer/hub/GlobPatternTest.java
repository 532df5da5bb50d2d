package io.summarizer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {
  /** The expectations are those of Python's fnmatch.fnmatchcase. */
  @ParameterizedTest
  @CsvSource({
    "*.json, config.json, true",
    "*.json, sub/config.json, true",
    "*.json, config.jsonl, false",
    "*.json, configXjson, false",
    "3.0.0/train-*.parquet, 3.0.0/train-00001-of-00003.parquet, true",
    "3.0.0/train-*.parquet, 2.0.0/train-00001-of-00003.parquet, false",
    "data/, data/a/b.csv, true",
    "data/, data.csv, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a[bx]c, axc, true",
    "a[!bx]c, axc, false",
    "a[!bx]c, ayc, true",
    "a[^b]c, abc, true",
    "a[^b]c, a^c, true",
    "a[b-d]c, acc, true",
    "a[]]c, a]c, true",
    "a[b, a[b, true",
    "a[&&b]c, a&c, true",
    "A.json, a.json, false",
    "a(b|c)+.txt, a(b|c)+.txt, true",
    "a(b|c)+.txt, ab.txt, false"
  })
  void a_pattern_matches_as_in_python(String pattern, String name, boolean expected) {
    assertThat(new GlobPattern(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void only_wildcards_make_a_pattern() {
    assertThat(new GlobPattern("*").hasWildcards()).isTrue();
    assertThat(new GlobPattern("a/").hasWildcards()).isTrue();
    assertThat(new GlobPattern("a.json").hasWildcards()).isFalse();
  }

  @Test
  void an_empty_pattern_is_refused() {
    assertThatThrownBy(() -> new GlobPattern(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file pattern: expected a name or a pattern, got none");
  }
}
