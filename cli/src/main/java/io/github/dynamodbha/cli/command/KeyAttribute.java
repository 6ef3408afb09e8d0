package io.github.dynamodbha.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * A key attribute of a table to be created, written {@code NAME} or {@code NAME:TYPE}.
 *
 * @param name its name
 * @param type S, N or B
 */
record KeyAttribute(String name, String type) {
  private static final Pattern TYPED = Pattern.compile("(.+?)(?::([A-Za-z]*))?");

  KeySchemaElement element(KeyType role) {
    return KeySchemaElement.builder().attributeName(name).keyType(role).build();
  }

  AttributeDefinition definition() {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  /** As {@link RegionRecords} spells the keys that a table has. */
  String described() {
    return name + " (" + type + ")";
  }

  /** Reads one. */
  static final class Converter implements ITypeConverter<KeyAttribute> {
    @Override
    public KeyAttribute convert(String text) {
      Matcher parts = TYPED.matcher(text);
      String type = parts.matches() && parts.group(2) != null ? parts.group(2) : "S";
      if (!parts.matches() || !type.matches("[SNB]")) {
        throw new TypeConversionException(
            "'" + text + "' is no key attribute: write NAME:S (text), NAME:N (number) or NAME:B");
      }
      return new KeyAttribute(parts.group(1), type);
    }
  }
}
