package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@WithLocalRegions("process-1")
class LocalRegionTest {

  private final LocalRegion region;

  LocalRegionTest(LocalRegions regions) {
    region = regions.region("process-1");
  }

  @Test
  void kill_whenCalled_thenProcessIsDeadAndEndpointRefuses() throws Exception {
    TestTable table = TestTable.created(region);
    ProcessHandle process = ProcessHandle.of(region.pid()).orElseThrow();
    region.kill();
    assertThat(process.isAlive()).isFalse();
    assertThat(region.pid()).isEqualTo(-1);
    assertThatThrownBy(table::listTables).isInstanceOf(IOException.class);
    assertThatThrownBy(table::listTables).isInstanceOf(ConnectException.class);
    assertThat(region.kill().heal().pid()).isPositive();
    assertThat(table.listTables()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void restart_whenInMemory_thenDataIsLostAndEndpointsStay() throws Exception {
    TestTable table = TestTable.created(region);
    URI endpoint = region.endpoint();
    URI direct = region.directEndpoint();
    long pid = region.pid();
    region.restart();
    assertThat(region.pid()).isNotEqualTo(pid);
    assertThat(region.endpoint()).isEqualTo(endpoint);
    assertThat(region.directEndpoint()).isEqualTo(direct);
    assertThat(table.listTables()).isEqualTo("{\"TableNames\":[]}");
    assertThat(table.at(direct).listTables()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void restart_whenDirectPortIsTaken_thenAnotherIsUsed() throws Exception {
    URI direct = region.directEndpoint();
    region.kill();
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(Loopback.at(direct.getPort()));
      region.restart();
      assertThat(region.directEndpoint()).isNotEqualTo(direct);
      assertThat(TestTable.created(region).listTables()).contains("things");
    }
  }

  /** As a child does that is being started: it holds a closed listener until its program runs. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void heal_whenSomebodyStillHoldsThePort_thenWaitsForIt() throws Exception {
    TestTable table = TestTable.in(region);
    region.inject(Fault.down());
    Thread healing = new Thread(region::heal);
    try (ServerSocket held = new ServerSocket()) {
      held.setReuseAddress(true);
      held.bind(Loopback.at(region.endpoint().getPort()));
      healing.start();
      while (healing.getState() != Thread.State.TIMED_WAITING) {
        assertThat(healing.isAlive()).isTrue();
        Thread.onSpinWait();
      }
    }
    healing.join();
    assertThat(table.listTables()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void restart_whenFaultIsInForce_thenItStays() throws Exception {
    TestTable table = TestTable.in(region);
    region.inject(Fault.internalServerError()).kill().restart();
    assertThat(table.call("ListTables", "{}").statusCode()).isEqualTo(500);
    region.inject(Fault.down()).restart();
    assertThatThrownBy(table::listTables).isInstanceOf(IOException.class);
    region.heal();
    assertThat(table.listTables()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  void kill_whenOnDisk_thenDataSurvives(@TempDir Path data) throws Exception {
    LocalRegions.Builder settings =
        LocalRegions.builder().regions("disk-1", "disk-2").dataDirectory(data.resolve("new"));
    TestTable table;
    int port;
    try (LocalRegions regions = settings.start()) {
      LocalRegion disk = regions.region("disk-1");
      port = disk.endpoint().getPort();
      table = TestTable.created(disk).put("a", "1");
      disk.kill().restart();
      assertThat(table.get("a")).contains("\"1\"");
      table.put("b", "2");
    }
    try (LocalRegions regions = settings.ports(port, 0).start()) {
      assertThat(regions.names()).hasSize(2);
      assertThat(table.get("b")).contains("\"2\"");
    }
  }

  @Test
  void heal_whenProcessDiedByItself_thenItRunsAgain() throws Exception {
    TestTable table = TestTable.created(region);
    ProcessHandle process = ProcessHandle.of(region.pid()).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    assertThat(process.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThatThrownBy(table::listTables).isInstanceOf(IOException.class);
    region.heal();
    assertThat(table.listTables()).isEqualTo("{\"TableNames\":[]}");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void process_whenTerminalInterruptsTheGroup_thenItGoesOn() throws Exception {
    TestTable table = TestTable.created(region);
    for (String signal : List.of("-INT", "-HUP")) {
      Process kill = new ProcessBuilder("kill", signal, Long.toString(region.pid())).start();
      assertThat(kill.waitFor()).isZero();
    }
    assertThat(table.listTables()).contains("things");
  }

  @Test
  void ports_whenReachedFromAnotherAddress_thenRefused() throws Exception {
    List<InetAddress> addresses =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    Assumptions.assumeFalse(addresses.isEmpty(), "this machine has loopback only");
    for (InetAddress address : addresses) {
      for (URI endpoint : List.of(region.endpoint(), region.directEndpoint())) {
        try (Socket socket = new Socket()) {
          InetSocketAddress target = new InetSocketAddress(address, endpoint.getPort());
          assertThatThrownBy(() -> socket.connect(target, 5_000))
              .as(target.toString())
              .isInstanceOf(ConnectException.class);
        }
      }
    }
  }
}
