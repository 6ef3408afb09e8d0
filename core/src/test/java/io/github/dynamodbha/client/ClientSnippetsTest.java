package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The Java snippets of docs/client.md: each stands in this file as it is, and is run here. */
@WithLocalRegions({"us-east-1", "us-west-2"})
class ClientSnippetsTest {
  private static final Path PAGE = Path.of("../docs/client.md");
  private static final Path THIS =
      Path.of("src/test/java/io/github/dynamodbha/client/ClientSnippetsTest.java");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final AtomicBoolean read = new AtomicBoolean();

  @Test
  void snippets_ofThePage_standInThisFile() throws IOException {
    String here = withoutSpace(Files.readString(THIS));
    List<String> snippets = new ArrayList<>();
    Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
    while (snippet.find()) {
      snippets.add(withoutSpace(snippet.group(1)));
    }

    assertThat(snippets).hasSizeGreaterThan(5).allSatisfy(text -> assertThat(here).contains(text));
  }

  @Test
  void builders_needNoRegionToBeUp() {
    HighlyAvailableDynamoDbClient client =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .build();
    DynamoDbEnhancedClient enhanced =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();

    assertThat(client.regions().names()).containsExactly("us-east-1", "us-west-2");
    assertThat(enhanced).isNotNull();
    client.close();
  }

  @Test
  void replication_isChosenForOneTable() {
    HighlyAvailableDynamoDbClient client =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .replication("planets", ReplicationMode.CLIENT)
            .build();

    assertThat(client.regions().names()).hasSize(2);
    client.close();
  }

  @Test
  void readme_builder_makesTheSdksClient() {
    DynamoDbClient client =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .build();

    assertThat(client.serviceName()).isEqualTo("dynamodb");
    client.close();
  }

  @Test
  void builder_withAFileThatIsNotThere_excludesNothing() {
    HighlyAvailableDynamoDbClient client =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .excludedRegionsFile(Path.of("/etc/dynamodb-ha/excluded-regions"))
            .build();

    assertThat(client.regions().excluded()).isEmpty();
    client.close();
  }

  @Test
  void exclusions_work(LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal());
        HighlyAvailableDynamoDbClient client = regions.client()) {
      client.regions().exclude("us-east-1");
      List<String> excluded = client.regions().excluded(); // [us-east-1]
      client.regions().include("us-east-1");

      assertThat(excluded).containsExactly("us-east-1");
      assertThat(client.regions().excluded()).isEmpty();
    }
  }

  @Test
  void options_work(LocalRegions localRegions) {
    Map<String, AttributeValue> key = ClientRegions.key("Mars");
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        HighlyAvailableDynamoDbClient client = regions.client()) {
      CallOptions options =
          CallOptions.builder()
              .region("us-west-2") // this one and no other
              .hedging(false)
              .diagnostics(call -> System.out.println(call.legs()))
              .build();
      client.getItem(
          r -> r.tableName("planets").key(key).overrideConfiguration(options.asOverride()));

      assertThat(options.region()).isEqualTo("us-west-2");
    }
  }

  @Test
  void options_ofAView_work(LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        HighlyAvailableDynamoDbClient client = regions.client()) {
      CallOptions unhedged = CallOptions.builder().hedging(false).build();
      DynamoDbEnhancedClient enhanced =
          DynamoDbEnhancedClient.builder().dynamoDbClient(client.withOptions(unhedged)).build();

      assertThat(enhanced).isNotNull();
      assertThat(client.withOptions(unhedged).scan(r -> r.tableName("planets")).items()).isEmpty();
    }
  }

  @Test
  void listener_hears(LocalRegions localRegions) {
    ClientListener listener =
        new ClientListener() {
          @Override
          public void breakerChanged(String region, boolean reading, BreakerState state) {
            System.err.println(region + (reading ? " reads " : " writes ") + state);
          }
        };
    try (ClientRegions regions = new ClientRegions(localRegions.heal());
        HighlyAvailableDynamoDbClient client =
            regions.configure(HighlyAvailableDynamoDbClient.builder()).listener(listener).build()) {
      assertThat(client.listTables().tableNames()).isEmpty();
    }
  }

  @Test
  void errors_sayWhatHappened(LocalRegions localRegions) {
    Map<String, AttributeValue> item = planet("Mars", 2);
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        HighlyAvailableDynamoDbClient client = regions.client()) {
      regions.region("us-east-1").inject(Fault.lostReply());
      try {
        client.putItem(r -> r.tableName("planets").item(item));
      } catch (RegionsFailedException e) {
        e.legs().forEach(leg -> System.err.println(leg.region() + ": " + leg.outcome()));
        if (e.writeMayHaveHappened()) {
          readBeforeTryingAgain();
        }
      }
    } finally {
      localRegions.heal();
    }
    assertThat(read).isTrue();
  }

  private void readBeforeTryingAgain() {
    read.set(true);
  }

  /** The formatter breaks lines where a page has room, so white space does not count. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
