package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.awspring.cloud.dynamodb.DefaultDynamoDbTableNameResolver;
import io.awspring.cloud.dynamodb.DefaultDynamoDbTableSchemaResolver;
import io.awspring.cloud.dynamodb.DynamoDbTemplate;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A Spring application in which nothing but the bean of the client is ours. */
@WithLocalRegions
class SpringTest {
  private static final String EAST = "us-east-1";
  private static final Key MARS = Key.builder().partitionValue("Mars").sortValue(4).build();

  private LocalRegions localRegions;
  private ClientRegions regions;

  /** As an application has it that uses Spring Cloud AWS. */
  @Configuration(proxyBeanMethods = false)
  static class Application {
    @Bean
    DynamoDbClient dynamoDbClient(ClientRegions regions, ReplicationMode mode) {
      return regions.configure(HighlyAvailableDynamoDbClient.builder()).replication(mode).build();
    }

    @Bean
    DynamoDbEnhancedClient enhancedClient(DynamoDbClient client) {
      return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    }

    /** Its tables are called as its classes, with an s. */
    @Bean
    DynamoDbTemplate template(DynamoDbEnhancedClient client) {
      return new DynamoDbTemplate(
          client,
          new DefaultDynamoDbTableSchemaResolver(),
          new DefaultDynamoDbTableNameResolver("", "s"));
    }
  }

  @BeforeEach
  void create(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions);
    regions.inEach(Planet::createTable);
  }

  @AfterEach
  void close() {
    regions.close();
    localRegions.heal();
  }

  @ParameterizedTest
  @EnumSource
  void template_whenTheFirstRegionGoesDown_thenGoesOn(ReplicationMode mode) {
    try (ConfigurableApplicationContext context = start(mode)) {
      DynamoDbTemplate template = context.getBean(DynamoDbTemplate.class);
      template.save(new Planet("Venus", 2, 0));
      regions.region(EAST).inject(Fault.down());

      template.save(new Planet("Mars", 4, 1));
      Planet mars = template.load(MARS, Planet.class);
      assertThat(mars).isNotNull();
      mars.setMoons(2);
      template.update(mars);

      assertThat(template.scanAll(Planet.class).items())
          .filteredOn(planet -> "Mars".equals(planet.getName()))
          .extracting(Planet::getMoons)
          .containsExactly(2);
      template.delete(MARS, Planet.class);
      assertThat(template.load(MARS, Planet.class)).isNull();
    }
  }

  @Test
  void context_whenItStops_thenClosesTheClient() {
    DynamoDbClient client;
    try (ConfigurableApplicationContext context = start(ReplicationMode.GLOBAL_TABLES)) {
      client = context.getBean(DynamoDbClient.class);
      assertThat(client.listTables().tableNames()).contains(ClientRegions.TABLE);
    }

    assertThatIllegalStateException().isThrownBy(client::listTables);
  }

  private ConfigurableApplicationContext start(ReplicationMode mode) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    // Spring would close it too, as it does the client.
    context.registerBean(ClientRegions.class, () -> regions, bean -> bean.setDestroyMethodName(""));
    context.registerBean(ReplicationMode.class, () -> mode);
    context.register(Application.class);
    context.refresh();
    return context;
  }
}
