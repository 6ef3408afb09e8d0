package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Reading keys by a schema, with and without known types. */
class KeySchemaTest {
  private static final KeySchema TYPED =
      new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.N);
  private static final AttributeValue ID = AttributeValue.fromS("earth");

  @Test
  void schema_whenReadFromATable_thenHasNamesAndTypesOfTheKeyOnly() {
    TableDescription table =
        TableDescription.builder()
            .tableName("planets")
            .keySchema(element("at", KeyType.RANGE), element("id", KeyType.HASH))
            .attributeDefinitions(
                definition("other", ScalarAttributeType.B),
                definition("at", ScalarAttributeType.N),
                definition("id", ScalarAttributeType.S))
            .build();
    assertThat(KeySchema.of(table)).isEqualTo(TYPED);
    assertThat(TYPED.names()).containsExactly("id", "at");
    assertThat(TYPED.contains("at")).isTrue();
    assertThat(TYPED.contains("other")).isFalse();
    assertThat(KeySchema.of("id").names()).containsExactly("id");
    assertThat(KeySchema.of("id", null)).isEqualTo(KeySchema.of("id"));
  }

  @Test
  void schema_whenTableNamesNoHashKey_thenIsRefusedByTable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySchema.of(TableDescription.builder().tableName("planets").build()))
        .withMessageContaining("'planets'");
  }

  @ParameterizedTest
  @CsvSource({"'', at", "id, ''", "id, id"})
  void schema_whenNamesAreEmptyOrTheSame_thenIsRefused(String hash, String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySchema.of(hash, range))
        .withMessageContaining("name");
  }

  @Test
  void schema_whenRangeKeyHasATypeButNoName_thenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeySchema("id", ScalarAttributeType.S, null, ScalarAttributeType.N))
        .withMessageContaining("no name");
  }

  @Test
  void keyOf_whenItemHasMore_thenIsTheKeyInNormalForm() {
    Map<String, AttributeValue> item =
        Map.of("id", ID, "at", AttributeValue.fromN("1.50"), "name", ID);
    assertThat(TYPED.keyOf(item)).isEqualTo(ItemKey.of("earth", 1.5));
    assertThat(KeySchema.of("id").keyOf(item)).isEqualTo(ItemKey.of("earth"));
    assertThat(TYPED.attributesOf(TYPED.keyOf(item)))
        .isEqualTo(Map.of("id", ID, "at", AttributeValue.fromN("1.5")));
  }

  @Test
  void attributesOf_whenKeyIsReadBack_thenIsTheSameKey() {
    RandomItems.forAll(
        1_000,
        random -> {
          ItemKey key = ItemKey.of(random.name(), AttributeValue.fromN(random.number()));
          assertThat(TYPED.keyOf(TYPED.attributesOf(key))).isEqualTo(key);
        });
  }

  @Test
  void keyOf_whenAttributeIsAbsent_thenNamesItAndWhatThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPED.keyOf(Map.of("id", ID, "name", ID)))
        .withMessageContaining("no key attribute 'at'")
        .withMessageContaining("[id, name]")
        .withMessageContaining("add it");
  }

  @Test
  void keyOf_whenValueIsOfAnotherTypeThanTheTables_thenNamesBothTypes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPED.keyOf(Map.of("id", ID, "at", AttributeValue.fromS("1"))))
        .withMessageContaining("'at' is of type S")
        .withMessageContaining("write the value as N");
  }

  @Test
  void keyOf_whenValueIsEmptyOrNoKeyValue_thenNamesTheAttribute() {
    KeySchema untyped = KeySchema.of("id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> untyped.keyOf(Map.of("id", AttributeValue.fromS(""))))
        .withMessageStartingWith("The key attribute 'id' is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> untyped.keyOf(Map.of("id", AttributeValue.fromBool(true))))
        .withMessageStartingWith("The key attribute 'id' is of type BOOL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> untyped.keyOf(Map.of("id", AttributeValue.fromN("one"))))
        .withMessageStartingWith("The key attribute 'id' is invalid: the number 'one'");
  }

  @Test
  void attributesOf_whenKeyDoesNotFitTheSchema_thenSaysWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPED.attributesOf(ItemKey.of("earth")))
        .withMessageContaining("'at'")
        .withMessageContaining("give both values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySchema.of("id").attributesOf(ItemKey.of("earth", 1)))
        .withMessageContaining("earth/1")
        .withMessageContaining("leave the second value out");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPED.attributesOf(ItemKey.of(1, 1)))
        .withMessageContaining("'id' is of type N");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TYPED.attributesOf(ItemKey.of("earth", "1")))
        .withMessageContaining("'at' is of type S");
  }

  @Test
  void schema_inWords_hasNamesAndTypes() {
    assertThat(TYPED).hasToString("id (S), at (N)");
    assertThat(new KeySchema("id", ScalarAttributeType.B, null, null)).hasToString("id (B)");
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition definition(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
