package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Which items are digested from their bytes; that the others are as well, slowly, others test. */
class ItemDigesterTest {
  private static final KeySchema KEYS =
      new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.N);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // item | how many of one are odd
        "{'id':{'S':'a'},'at':{'N':'1'}} | 0",
        "{'at':{'N':'-1.5'},'x':{'S':''},'id':{'S':'ß'}} | 0",
        "{'id':{'S':'a'},'at':{'N':'1'},'l':{'L':[{'M':{'m':{'NULL':true}}}]},'n':{'NS':['2','1']}} | 0",
        "{'id':{'S':'a'},'at':{'N':'1'},'expires':{'N':'7'},'last_updated':{'S':'x'}} | 0",
        "{'id':{'S':'a'},'at':{'N':'1'},'deleted':{'BOOL':true},'last_updated':{'S':'x'}} | 0",
        "{'id':{'S':'a'}} | 1",
        "{'at':{'N':'1'}} | 1",
        "{'id':{'N':'1'},'at':{'N':'1'}} | 1",
        "{'id':{'S':'a'},'at':{'S':'1'}} | 1",
        "{'id':{'S':''},'at':{'N':'1'}} | 1",
        "{'id':{'BOOL':true},'at':{'N':'1'}} | 1",
      })
  void item_isReadFromItsBytes_unlessItIsOdd(String item, int odd) {
    assertThat(digester(item, KEYS).odd()).isEqualTo(odd);
  }

  /** Of a schema without types each may be. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'id':{'S':'a'}} | 0",
        "{'id':{'N':'1'}} | 0",
        "{'id':{'B':'AQ=='}} | 0",
        "{'id':{'B':''}} | 1",
        "{'id':{'NULL':true}} | 1",
      })
  void item_ofAnUntypedKey_isReadFromItsBytes_unlessItIsOdd(String item, int odd) {
    assertThat(digester(item, KeySchema.of("id")).odd()).isEqualTo(odd);
  }

  private static ItemDigester digester(String item, KeySchema keys) {
    byte[] body = item.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    TableFormat format = new TableFormat(keys, ItemFormat.DEFAULT);
    WatchedNames watched = new WatchedNames(format, Set.of("expires"));
    ItemDigester digester =
        new ItemDigester(
            keys,
            watched,
            new JsonCursor(PageDigester.padded(body, body.length), body.length),
            ItemDigester.Scratch.create());
    digester.read(new DigestedItemsBuilder(format, watched));
    return digester;
  }
}
