package io.github.dynamodbha.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPartsTest {
  private static final int FEW = 20;

  @ParameterizedTest
  @CsvSource({
    "client-overhead, '`putItem`, async, local region'",
    "client-hedging, '| drop-in client, async |'",
    "client-outage, '| `getItem`, async | '"
  })
  void run_withFewCalls_printsItsTable(String name, String row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ClientParts.of(FEW, FEW, 7).stream()
        .filter(part -> part.name().equals(name))
        .forEach(part -> part.run(new PrintStream(out, true, StandardCharsets.UTF_8)));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("### ")
        .contains(row)
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void only_client_meansAllOfThem() {
    Options options = Options.parse("--only", "client");

    assertThat(ClientParts.names()).allMatch(options::runs);
    assertThat(options.runs("put")).isFalse();
    assertThat(ClientParts.of(FEW, FEW, 7)).extracting(Part::name).isEqualTo(ClientParts.names());
    assertThat(List.of("client-outage")).allMatch(Options.parse("--only", "client-outage")::runs);
  }
}
