package io.github.dynamodbha.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.table.ReplicaStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class RegionRecordsTest {
  private final Exception noCredentials =
      SdkClientException.create("Unable to load credentials from any of the providers: ...");

  private static ReplicaStatus failed(Exception failure) {
    return new ReplicaStatus("east", "AWS", Duration.ZERO, null, failure);
  }

  @Test
  void noCredentials_isShortInTheTable() {
    assertThat(RegionRecords.of(List.of(failed(noCredentials))).get(0))
        .containsEntry("failure", "no credentials");
  }

  @Test
  void noCredentials_whenInAllRegions_isThrown() {
    List<ReplicaStatus> replicas = List.of(failed(noCredentials), failed(noCredentials));

    assertThatThrownBy(() -> RegionRecords.requireCredentials(replicas)).isSameAs(noCredentials);
  }

  @Test
  void noCredentials_whenInSomeRegions_isNotThrown() {
    List<ReplicaStatus> replicas =
        List.of(failed(noCredentials), failed(new IllegalStateException("other")));

    assertThatCode(() -> RegionRecords.requireCredentials(replicas)).doesNotThrowAnyException();
  }
}
