package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static boolean isRegion(ProcessHandle process, String region) {
    return process.info().commandLine().orElse("").contains("dynamodb-ha-" + region + "-");
  }

  @Test
  void demo_keepsEveryPromise_withoutCredentials() {
    ProcessBuilder demo = Command.launch("demo");
    demo.environment().put("AWS_PROFILE", "nobody");

    Outcome outcome = Processes.run(demo, "");

    assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    assertThat(outcome.out())
        .contains("Pluto stays deleted", "verify: identical", "Errors: 0. Promises broken: 0.")
        .contains("p99Millis")
        .doesNotContain("BROKEN");
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @Test
  void demo_whenItLosesBothRegions_saysWhichPromisesItBroke() throws Exception {
    try (RunningCommand demo = new RunningCommand(Command.launch("demo"))) {
      List<String> told = demo.readUntil(line -> line.startsWith("4. us-east-1 goes dark"));
      ProcessHandle other =
          demo.handle()
              .descendants()
              .filter(process -> isRegion(process, "us-west-1"))
              .findFirst()
              .orElseThrow();
      assertThat(other.destroyForcibly()).isTrue();

      Outcome outcome = demo.await();

      assertThat(told).contains("   ok      every item is stored in both regions");
      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(255);
      assertThat(outcome.err()).contains("error: ").doesNotContain("\tat ");
    }
  }
}
