package io.github.dynamodbha.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A bean of the Enhanced Client: keys, an index, a version for optimistic locking. */
@DynamoDbBean
public final class Planet {
  static final String BY_SYSTEM = "by-system";

  private @Nullable String name;
  private int orbit;
  private @Nullable String system;
  private int moons;
  private @Nullable Long version;

  /** For the Enhanced Client. */
  public Planet() {}

  Planet(String name, int orbit, int moons) {
    this.name = name;
    this.orbit = orbit;
    this.system = "Sun";
    this.moons = moons;
  }

  /** Creates the table of these beans, with its index. */
  static void createTable(DynamoDbClient client) {
    DynamoDbEnhancedClient.builder()
        .dynamoDbClient(client)
        .build()
        .table(ClientRegions.TABLE, TableSchema.fromBean(Planet.class))
        .createTable(
            t ->
                t.globalSecondaryIndices(
                    EnhancedGlobalSecondaryIndex.builder()
                        .indexName(BY_SYSTEM)
                        .projection(p -> p.projectionType(ProjectionType.ALL))
                        .build()));
  }

  @DynamoDbPartitionKey
  public @Nullable String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  @DynamoDbSortKey
  public int getOrbit() {
    return orbit;
  }

  public void setOrbit(int orbit) {
    this.orbit = orbit;
  }

  @DynamoDbSecondaryPartitionKey(indexNames = BY_SYSTEM)
  public @Nullable String getSystem() {
    return system;
  }

  public void setSystem(String system) {
    this.system = system;
  }

  @DynamoDbSecondarySortKey(indexNames = BY_SYSTEM)
  public int getMoons() {
    return moons;
  }

  public void setMoons(int moons) {
    this.moons = moons;
  }

  @DynamoDbVersionAttribute
  public @Nullable Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
