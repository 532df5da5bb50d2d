package io.summarizer.data.parquet;

import io.summarizer.data.DataException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.SchemaElement;

/** The fields of a file: a tree, which the footer lists depth first. */
final class Schema {
  /** Deeper schemas exist only to overflow a stack. */
  private static final int MAX_DEPTH = 100;

  private final Place place;
  private final List<SchemaElement> elements;
  private final Field root;
  private int next;
  private int leaves;

  /**
   * Builds the tree.
   *
   * @throws DataException if the elements are none
   */
  Schema(List<SchemaElement> elements, Place place) {
    this.place = place;
    this.elements = elements;
    this.root = field(0);
    if (next < elements.size()) {
      throw place.damaged("its schema has elements outside of its tree");
    }
  }

  /** The fields of a row, in order. */
  List<Field> fields() {
    return root.children();
  }

  /** How many columns the fields make. */
  int leaves() {
    return leaves;
  }

  /**
   * Returns the field with the given name.
   *
   * @throws DataException if there are several
   * @throws IllegalArgumentException if there is none
   */
  Field field(String name) {
    List<Field> found = fields().stream().filter(field -> field.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no field '" + name + "'");
    }
    if (found.size() > 1) {
      throw place.unusable(
          "the schema names the field '" + name + "' more than once", "rename one of them");
    }
    return found.get(0);
  }

  private Field field(int depth) {
    if (next == elements.size() || depth > MAX_DEPTH) {
      throw place.damaged("its schema is no tree of fields");
    }
    SchemaElement element = elements.get(next++);
    int firstLeaf = leaves;
    boolean leaf = element.isSetType();
    int count = element.getNum_children();
    // A group without fields is against the format's rules, but harmless as the root.
    if (leaf ? count != 0 : count < 0 || count > elements.size() - next) {
      throw place.damaged(
          "its schema gives the field '" + element.getName() + "' " + count + " children");
    }
    if (leaf) {
      leaves++;
    }
    List<Field> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(field(depth + 1));
    }
    return new Field(element, List.copyOf(children), firstLeaf);
  }
}
