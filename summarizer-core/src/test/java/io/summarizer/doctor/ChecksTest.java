package io.summarizer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.summarizer.hub.Hub;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each check makes of what it finds. */
class ChecksTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, OK",
    "Linux, aarch64, OK",
    "Mac OS X, aarch64, OK",
    "Windows Server 2022, amd64, OK",
    "Mac OS X, x86_64, PROBLEM",
    "Linux, riscv64, PROBLEM",
    "Windows 11, aarch64, PROBLEM"
  })
  void platform_mustBeOneWithNativeLibraries(String system, String processor, Verdict verdict) {
    Finding finding = SystemCheck.platform(system, "1.2", processor);
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.found()).isEqualTo(system + " 1.2 " + processor);
    assertThat(finding.advice()).hasSize(verdict == Verdict.OK ? 0 : 1);
  }

  @Test
  void oneProcessor_isFew() {
    assertThat(SystemCheck.processors(1).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(SystemCheck.processors(2)).isEqualTo(Finding.ok("processors", "2"));
  }

  @Test
  void memoryThatIsSmall_isAWarningWithTheOptionThatEnlargesIt() {
    assertThat(new MemoryCheck(16 * Bytes.GIB, 4 * Bytes.GIB, 4 * Bytes.GIB).findings())
        .containsExactly(
            Finding.ok("memory", "16.0 GiB"),
            Finding.ok("heap", "4.0 GiB"),
            Finding.ok("direct memory", "4.0 GiB"));
    List<Finding> small = new MemoryCheck(0, Bytes.GIB / 4, Bytes.GIB).findings();
    assertThat(small)
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.WARNING, Verdict.WARNING);
    assertThat(small.get(2).found()).isEqualTo("1.0 GiB");
    assertThat(small.get(2).advice().get(0)).contains("-XX:MaxDirectMemorySize=8g");
  }

  @Test
  void memoryOfThisMachine_isKnown() {
    MemoryCheck memory = MemoryCheck.ofThisMachine();
    assertThat(memory.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(memory.physical()).isPositive();
    assertThat(memory.direct()).isPositive();
  }

  @Test
  void onnxRuntimeThatCannotBeLoaded_isAProblem() {
    Finding finding =
        OnnxRuntimeCheck.failure(
            new ExceptionInInitializerError(new UnsatisfiedLinkError("libc.musl")));
    assertThat(finding.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(finding.found())
        .isEqualTo("cannot be used: java.lang.UnsatisfiedLinkError: libc.musl");
    assertThat(finding.advice()).anyMatch(step -> step.contains("glibc"));
  }

  @Test
  void onnxRuntimeAndTokenizerOfThisMachine_work() {
    assertThat(OnnxRuntimeCheck.finding().verdict()).isEqualTo(Verdict.OK);
    assertThat(TokenizerCheck.finding().verdict()).isEqualTo(Verdict.OK);
  }

  private Hub.Builder hub(Map<String, String> environment) {
    return Hub.builder(environment).cacheDirectory(folder.resolve("hub"));
  }

  @Test
  void hubThatMustNotBeAsked_isNot() {
    assertThat(HubCheck.findings(() -> hub(Map.of("HF_HUB_OFFLINE", "1")).build()))
        .containsExactly(
            Finding.ok("hub", "not asked: offline is set"),
            Finding.ok("hub cache", folder.resolve("hub") + ", not there yet"));
  }

  @Test
  void hubThatDoesNotAnswer_isAWarning() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Hub dead = hub(Map.of()).endpoint("http://localhost:" + port).build();
    Finding finding = HubCheck.findings(() -> dead).get(0);
    assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(finding.found())
        .startsWith("hub: no answer from localhost (ConnectException")
        .endsWith(" to http://localhost:" + port);
    assertThat(finding.advice().get(0))
        .startsWith("Check the network. Behind a proxy start Java with -Dhttps.proxyHost=HOST");
  }

  @Test
  void hubThatAnswers_isAsItShouldBe() throws IOException {
    var server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String endpoint = "http://localhost:" + server.getAddress().getPort();
      Hub alive = hub(Map.of()).endpoint(endpoint).timeout(Duration.ofSeconds(20)).build();
      assertThat(HubCheck.findings(() -> alive).get(0))
          .isEqualTo(Finding.ok("hub", endpoint + " answers"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void cacheThatCannotBeWritten_isAWarning() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Hub hub = Hub.builder(Map.of("HF_HUB_OFFLINE", "1")).cacheDirectory(file).build();
    assertThat(HubCheck.findings(() -> hub).get(1))
        .isEqualTo(
            Finding.warning(
                "hub cache",
                file + " cannot be written",
                "Name a folder that can: export HF_HOME=FOLDER"));
  }

  @Test
  void diskWithLittleRoom_isAWarning() {
    assertThat(DiskCheck.of("disk", folder, 3 * Bytes.GIB))
        .isEqualTo(Finding.ok("disk", "3.0 GiB free in " + folder));
    assertThat(DiskCheck.of("disk", folder, Bytes.GIB).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(DiskCheck.of("disk", folder.resolve("not/there")).found())
        .endsWith(" free in " + folder.resolve("not/there"));
  }
}
