package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The legs of a call share its time: each tells in its exception how much it was given. */
@WithLocalRegions
class OneDeadlineTest {
  private static final Pattern LIMIT = Pattern.compile("timeout configuration: (\\d+) millis");

  @ParameterizedTest
  @EnumSource
  void legs_whenAllRegionsHang_thenHaveTheCallsTimeTogether(
      ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client = face.open(regions, b -> b.hedging(0))) {
      client.getItem(r -> r.tableName(TABLE).key(key("Mars")));
      localRegions.regions().forEach(region -> region.inject(Fault.hang()));

      RegionsFailedException thrown =
          catchThrowableOfType(
              RegionsFailedException.class,
              () -> client.getItem(r -> r.tableName(TABLE).key(key("Mars"))));

      assertThat(thrown).isNotNull();
      List<Long> limits = thrown.legs().stream().map(OneDeadlineTest::limitMillis).toList();
      assertThat(limits).hasSize(2);
      assertThat(limits.get(0)).isEqualTo(ClientRegions.TIMEOUT.toMillis() / 2);
      assertThat(limits.get(0) + limits.get(1))
          .isLessThanOrEqualTo(ClientRegions.TIMEOUT.toMillis());
    } finally {
      localRegions.heal();
    }
  }

  private static long limitMillis(LegDiagnostics leg) {
    String message = Objects.requireNonNull(Objects.requireNonNull(leg.cause()).getMessage());
    Matcher limit = LIMIT.matcher(message);
    assertThat(limit.find()).as(message).isTrue();
    return Long.parseLong(limit.group(1));
  }
}
