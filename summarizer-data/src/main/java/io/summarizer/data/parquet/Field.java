package io.summarizer.data.parquet;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/**
 * A field of the schema with the fields inside it.
 *
 * @param firstLeaf how many leaves, which are the columns, the schema has before this field
 */
record Field(SchemaElement element, List<Field> children, int firstLeaf) {
  String name() {
    return element.getName();
  }

  boolean isLeaf() {
    return element.isSetType();
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  boolean isRequired() {
    return element.getRepetition_type() == FieldRepetitionType.REQUIRED;
  }

  private boolean isAnnotated(ConvertedType type, boolean logical) {
    return logical || element.getConverted_type() == type;
  }

  boolean isList() {
    return isAnnotated(
        ConvertedType.LIST, element.isSetLogicalType() && element.getLogicalType().isSetLIST());
  }

  private boolean isMap() {
    return isAnnotated(
        ConvertedType.MAP, element.isSetLogicalType() && element.getLogicalType().isSetMAP());
  }

  /** The type in words, for messages. */
  String describe() {
    String type = isLeaf() ? primitive() : group();
    return isRepeated() ? "a list of " + type : type;
  }

  private String primitive() {
    String physical = element.getType().name();
    if (element.isSetLogicalType() && element.getLogicalType().isSet()) {
      return physical + " (" + element.getLogicalType().getSetField().getFieldName() + ")";
    }
    return element.isSetConverted_type()
        ? physical + " (" + element.getConverted_type() + ")"
        : physical;
  }

  private String group() {
    if (isMap()) {
      return "a map";
    }
    if (isList() && children.size() == 1) {
      Field repeated = children.get(0);
      Field item = repeated.children.size() == 1 ? repeated.children.get(0) : repeated;
      return "a list of " + (item.isLeaf() ? item.primitive() : item.group());
    }
    return children.stream().map(Field::name).collect(Collectors.joining(", ", "a struct of ", ""));
  }
}
