package io.summarizer.data.parquet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The column that a field's values lie in, and what its levels mean.
 *
 * <p>A repetition level of 0 begins a row and one of 1 goes on in its list. A definition level
 * counts the optional and repeated fields, from the row down to the value, that are there.
 *
 * @param name the field's name
 * @param index the position among the file's columns, from 0
 * @param content what the values are
 * @param maxRepetition 1 for a list, else 0
 * @param maxDefinition the definition level of a value that is there
 * @see <a href="https://parquet.apache.org/docs/file-format/nestedencoding/">Nested encoding</a>
 */
record Column(String name, int index, Content content, int maxRepetition, int maxDefinition) {
  boolean isList() {
    return maxRepetition > 0;
  }

  /**
   * Returns the column of a field that is a value or a list of them, or null if it is neither.
   *
   * <p>Lists come as a list group around a repeated group around the items, or, from older writers,
   * without the one or the other group.
   *
   * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">The
   *     forms of lists</a>
   */
  static @Nullable Column of(Field field) {
    Field leaf = field;
    int repetition = level(field.isRepeated());
    int definition = level(!field.isRequired());
    if (field.isList() && !field.isRepeated()) {
      Field repeated = onlyChild(field);
      if (repeated == null || !repeated.isRepeated()) {
        return null;
      }
      repetition++;
      definition++;
      leaf = repeated;
      if (!repeated.isLeaf()) {
        leaf = onlyChild(repeated);
        if (leaf == null || leaf.isRepeated()) {
          return null;
        }
        definition += level(!leaf.isRequired());
      }
    }
    Content content = leaf.isLeaf() ? Content.of(leaf.element()) : null;
    return content == null
        ? null
        : new Column(field.name(), leaf.firstLeaf(), content, repetition, definition);
  }

  private static @Nullable Field onlyChild(Field field) {
    List<Field> children = field.children();
    return children.size() == 1 ? children.get(0) : null;
  }

  private static int level(boolean present) {
    return present ? 1 : 0;
  }
}
