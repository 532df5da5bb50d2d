package io.summarizer.rouge;

import java.util.HashMap;
import java.util.Map;

/** Numbers distinct keys 0, 1, 2 and so on in the order in which they are first seen. */
final class Numbering<K> {
  private final Map<K, Integer> numbers = new HashMap<>();

  int numberOf(K key) {
    Integer next = numbers.size();
    Integer known = numbers.putIfAbsent(key, next);
    return known == null ? next : known;
  }

  int size() {
    return numbers.size();
  }
}
