package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContributorInsightsAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * The life of a table through the operations of the control plane, those included that DynamoDB
 * Local refuses: reply by reply what the bare client gets, but for times, regions and generated
 * identities.
 */
@WithLocalRegions
class ControlPlaneRepliesTest {
  private static final String MOONS = "moons";
  private static final String COMETS = "comets";
  private static final ProvisionedThroughput UNITS =
      ProvisionedThroughput.builder().readCapacityUnits(3L).writeCapacityUnits(2L).build();
  private static final Projection WHOLE =
      Projection.builder().projectionType(ProjectionType.ALL).build();

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(face -> Stream.of(ReplicationMode.values()).map(mode -> Arguments.of(face, mode)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void replies_ofTheControlPlane_areTheBareClients(
      ClientFace face, ReplicationMode mode, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal());
        ClientRegions others = new ClientRegions(localRegions);
        DynamoDbClient ours =
            face.open(regions, b -> b.replication(mode).timeout(TwoWorlds.TIMEOUT))) {
      DynamoDbClient bare = others.bare(TwoWorlds.EAST);
      int number = 0;
      for (Function<DynamoDbClient, DynamoDbResponse> step : life()) {
        String answer = told(step, ours);
        assertThat(answer).as("step %d", number++).isEqualTo(told(step, bare));
      }
    }
  }

  private static String told(
      Function<DynamoDbClient, DynamoDbResponse> step, DynamoDbClient client) {
    String told;
    try {
      DynamoDbResponse answer = step.apply(client);
      assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(200);
      told = answer.toString();
    } catch (AwsServiceException refused) {
      told =
          refused.getClass().getSimpleName()
              + refused.statusCode()
              + refused.awsErrorDetails().errorCode()
              + refused.awsErrorDetails().errorMessage();
    }
    return told.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z?", "TIME")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("us-(east|west)-1", "REGION");
  }

  private static List<Function<DynamoDbClient, DynamoDbResponse>> life() {
    return Stream.of(made(), changed(), asked(), gone()).flatMap(List::stream).toList();
  }

  private static List<Function<DynamoDbClient, DynamoDbResponse>> made() {
    return List.of(
        c -> c.describeTable(r -> r.tableName(MOONS)),
        c -> c.createTable(ControlPlaneRepliesTest::moons),
        c -> c.createTable(ControlPlaneRepliesTest::moons),
        c -> c.createTable(ControlPlaneRepliesTest::comets),
        c -> c.createTable(r -> r.tableName("keyless")),
        c -> c.describeTable(r -> r.tableName(MOONS)),
        c -> c.listTables(),
        c -> c.listTables(r -> r.limit(1)),
        c -> c.listTables(r -> r.limit(1).exclusiveStartTableName(COMETS)));
  }

  private static List<Function<DynamoDbClient, DynamoDbResponse>> changed() {
    return List.of(
        c ->
            c.updateTable(
                r ->
                    r.tableName(MOONS)
                        .provisionedThroughput(
                            p -> p.readCapacityUnits(5L).writeCapacityUnits(6L))),
        c -> c.updateTable(r -> r.tableName(MOONS).deletionProtectionEnabled(true)),
        c -> c.deleteTable(r -> r.tableName(MOONS)),
        c -> c.updateTable(r -> r.tableName(MOONS).deletionProtectionEnabled(false)),
        c ->
            c.updateTable(
                r ->
                    r.tableName(COMETS)
                        .attributeDefinitions(type("name"), type("color"))
                        .globalSecondaryIndexUpdates(
                            GlobalSecondaryIndexUpdate.builder()
                                .create(
                                    i ->
                                        i.indexName("byColor")
                                            .keySchema(key("color", KeyType.HASH))
                                            .projection(WHOLE))
                                .build())),
        c -> c.updateTable(r -> r.tableName("nothing").deletionProtectionEnabled(true)),
        c -> c.describeTimeToLive(r -> r.tableName(MOONS)),
        c ->
            c.updateTimeToLive(
                r ->
                    r.tableName(MOONS)
                        .timeToLiveSpecification(t -> t.attributeName("until").enabled(true))),
        c -> c.describeTimeToLive(r -> r.tableName(MOONS)),
        c -> c.describeTimeToLive(r -> r.tableName("nothing")),
        c -> c.tagResource(r -> r.resourceArn(arn(c)).tags(tag("kind", "moon"), tag("a", "b"))),
        c -> c.listTagsOfResource(r -> r.resourceArn(arn(c))),
        c -> c.untagResource(r -> r.resourceArn(arn(c)).tagKeys("a")),
        c -> c.listTagsOfResource(r -> r.resourceArn(arn(c))),
        c -> c.tagResource(r -> r.resourceArn(arn(c) + "x").tags(tag("kind", "moon"))),
        c ->
            c.updateContinuousBackups(
                r ->
                    r.tableName(MOONS)
                        .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true))),
        c ->
            c.updateContributorInsights(
                r ->
                    r.tableName(MOONS)
                        .contributorInsightsAction(ContributorInsightsAction.ENABLE)));
  }

  private static List<Function<DynamoDbClient, DynamoDbResponse>> asked() {
    return List.of(
        c -> c.describeLimits(),
        c -> c.describeContinuousBackups(r -> r.tableName(MOONS)),
        c -> c.describeContributorInsights(r -> r.tableName(MOONS)),
        c -> c.listContributorInsights(r -> r.tableName(MOONS)),
        c -> c.describeKinesisStreamingDestination(r -> r.tableName(MOONS)),
        c -> c.getResourcePolicy(r -> r.resourceArn(arn(c))),
        c -> c.listBackups(),
        c -> c.listExports(r -> r.maxResults(1)),
        c -> c.listImports(r -> r.pageSize(1)),
        c -> c.listGlobalTables(),
        c -> c.createBackup(r -> r.tableName(MOONS).backupName("first")));
  }

  private static List<Function<DynamoDbClient, DynamoDbResponse>> gone() {
    return List.of(
        c -> c.deleteTable(r -> r.tableName(MOONS)),
        c -> c.deleteTable(r -> r.tableName(MOONS)),
        c -> c.describeTable(r -> r.tableName(MOONS)),
        c -> c.listTables());
  }

  private static void moons(CreateTableRequest.Builder request) {
    request
        .tableName(MOONS)
        .keySchema(key("name", KeyType.HASH), key("planet", KeyType.RANGE))
        .attributeDefinitions(type("name"), type("planet"), type("color"))
        .provisionedThroughput(UNITS)
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("byColor")
                .keySchema(key("color", KeyType.HASH))
                .projection(WHOLE)
                .provisionedThroughput(UNITS)
                .build())
        .localSecondaryIndexes(
            LocalSecondaryIndex.builder()
                .indexName("byNameAndColor")
                .keySchema(key("name", KeyType.HASH), key("color", KeyType.RANGE))
                .projection(WHOLE)
                .build())
        .streamSpecification(
            s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
        .sseSpecification(s -> s.enabled(true))
        .tags(tag("made", "here"));
  }

  private static void comets(CreateTableRequest.Builder request) {
    request
        .tableName(COMETS)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(key("name", KeyType.HASH))
        .attributeDefinitions(type("name"));
  }

  private static String arn(DynamoDbClient client) {
    return client.describeTable(r -> r.tableName(MOONS)).table().tableArn();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition type(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
