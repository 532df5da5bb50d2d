package io.summarizer.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.summarizer.Evaluation;
import io.summarizer.TrainingEnd;
import io.summarizer.TrainingLog;
import io.summarizer.gpu.GpuDevice;
import io.summarizer.gpu.GpuPoint;
import io.summarizer.gpu.GpuUsage;
import io.summarizer.listener.MetricsLog;
import io.summarizer.report.SampleRun;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE = "</script></style><img src=x onerror=alert(1)>\"'&\u0007";
  private static final Evaluation.Sample SAMPLE =
      new Evaluation.Sample("The fox ran.", "A red fox ran.", "A green fox ran far.");

  @TempDir Path folder;

  private Path metrics() {
    return folder.resolve("metrics.jsonl");
  }

  private Path page() {
    return folder.resolve("report.html");
  }

  private String text() throws IOException {
    return Files.readString(page());
  }

  /** Well-formed, or the test fails here. */
  private Document document() throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text().replaceFirst("<!DOCTYPE html>\n", ""))));
  }

  private static List<Element> elements(Document page, String name, String style) {
    NodeList all = page.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (style.isEmpty() || List.of(element.getAttribute("class").split(" ")).contains(style)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(List<Element> elements) {
    return elements.stream()
        .map(it -> it.getTextContent().replaceAll("\\s+", " ").strip())
        .toList();
  }

  private static List<String> rows(Document page, String section) {
    return texts(elements(page, "section", "")).isEmpty()
        ? List.of()
        : elements(page, "section", "").stream()
            .filter(it -> it.getAttribute("id").equals(section))
            .flatMap(
                it -> {
                  NodeList rows = it.getElementsByTagName("tr");
                  List<Element> found = new ArrayList<>();
                  for (int i = 0; i < rows.getLength(); i++) {
                    found.add((Element) rows.item(i));
                  }
                  return found.stream();
                })
            .map(HtmlReportTest::cells)
            .toList();
  }

  private static String cells(Element row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getChildNodes().getLength(); i++) {
      cells.add(row.getChildNodes().item(i).getTextContent());
    }
    return String.join("|", cells);
  }

  private static GpuUsage gpu() {
    return new GpuUsage(
        new GpuDevice(0, "Test " + HOSTILE, "1.0", OptionalLong.empty(), Optional.empty()),
        Duration.ofSeconds(100),
        2,
        OptionalDouble.of(50),
        OptionalDouble.of(90),
        OptionalLong.of(3L << 30),
        OptionalDouble.of(70),
        OptionalDouble.of(12.34),
        Duration.ZERO,
        Set.of(),
        List.of(point(0, 20), point(100, 80)));
  }

  private static GpuPoint point(double seconds, double use) {
    return new GpuPoint(
        seconds,
        1,
        OptionalDouble.of(use),
        OptionalLong.of(1L << 30),
        OptionalDouble.of(60),
        OptionalDouble.empty(),
        false);
  }

  @Test
  void a_whole_run_is_shown_with_its_numbers() throws Exception {
    try (MetricsLog log = new MetricsLog(metrics());
        HtmlReport report = new HtmlReport(metrics(), page(), () -> Optional.of(gpu()))) {
      SampleRun.tell(log, SAMPLE);
      log.onEnd(SampleRun.end(TrainingEnd.COMPLETED, Optional.of(gpu())));
      report.onStart(SampleRun.plan());
      report.onEnd(SampleRun.end(TrainingEnd.COMPLETED, Optional.of(gpu())));
    }
    Document page = document();
    assertThat(texts(elements(page, "h1", ""))).containsExactly("Fine-tuning of t5-tiny completed");
    assertThat(texts(elements(page, "header", "")).get(0))
        .contains("Step 20 of 20 on train.csv, the model is that of step 10");
    assertThat(texts(List.of(elements(page, "ul", "tiles").get(0))).get(0))
        .contains("rouge140.00best, epoch 1.00")
        .contains("validation loss2.2500step 10")
        .contains("parameters1,234100 examples")
        .contains("tokens / s8008.0 samples / s")
        .contains("energy12.3 Wh")
        .contains("GPU memory3.0 GiB");
    assertThat(elements(page, "figure", "chart"))
        .extracting(it -> it.getAttribute("id"))
        .containsExactly(
            "loss",
            "rouge",
            "learning-rate",
            "gradient-norm",
            "throughput",
            "gpu-use",
            "gpu-memory",
            "gpu-heat");
    assertThat(texts(elements(page, "desc", "")))
        .contains(
            "training: from 8.0000 at step 5.0000 to 2.0000 at 20.00. validation: from 2.2500 at"
                + " step 10.00 to 2.5000 at 20.00.");
    assertThat(rows(page, "evaluations").get(1))
        .startsWith("1.00 best|10|3.5000|2.2500|")
        .contains("|40.00|", "|20.00|")
        .endsWith("|12.5|10 %|12.0 s|3.0 s|8.3");
    assertThat(rows(page, "evaluations").get(2)).startsWith("2.00|20|3.5000|2.5000|");
    assertThat(texts(elements(page, "ul", "incidents")).get(0))
        .contains("Back from step 12 to step 10: step 12: expected a finite loss")
        .contains("Paused after step 10 for 1 min 02 s: the GPU was too hot.");
    assertThat(rows(page, "data"))
        .contains("training|101|1|20 (20.0 %)|2 (2.0 %)", "validation|10|0|0 (0.0 %)|0 (0.0 %)");
    assertThat(rows(page, "settings")).contains("learningRate|3.0E-4", "batchSize|8");
  }

  @Test
  void samples_can_be_followed_from_evaluation_to_evaluation_without_script() throws Exception {
    try (MetricsLog log = new MetricsLog(metrics())) {
      SampleRun.tell(log, SAMPLE);
    }
    HtmlReport.write(metrics(), page());
    Document page = document();
    assertThat(texts(elements(page, "label", "")))
        .containsExactly("epoch 1.00 (best)", "epoch 2.00");
    List<Element> radios = elements(page, "input", "");
    assertThat(radios).extracting(it -> it.getAttribute("type")).containsOnly("radio");
    assertThat(radios).extracting(it -> it.getAttribute("checked")).containsExactly("", "checked");
    assertThat(texts(elements(page, "ins", ""))).contains("green", "far");
    assertThat(texts(elements(page, "del", ""))).contains("red");
    assertThat(texts(elements(page, "mark", ""))).contains("A", "fox ran");
    assertThat(elements(page, "script", "")).isEmpty();
    assertThat(text()).doesNotContainPattern("(src|href|@import|url)\\s*[=(]");
  }

  @Test
  void hostile_texts_are_shown_and_do_nothing() throws Exception {
    Map<String, String> settings =
        Map.of("model", "m" + HOSTILE, "train", HOSTILE, "prefix", HOSTILE);
    try (MetricsLog log = new MetricsLog(metrics())) {
      log.onStart(SampleRun.plan(0, settings));
      log.onEvaluation(
          SampleRun.evaluation(
              10, 1, 0.5, true, new Evaluation.Sample(HOSTILE, HOSTILE + " a", HOSTILE + " b")));
      log.onEnd(SampleRun.end(TrainingEnd.COMPLETED, Optional.of(gpu())));
    }
    HtmlReport.write(metrics(), page());
    Document page = document();
    assertThat(elements(page, "img", "")).isEmpty();
    assertThat(elements(page, "script", "")).isEmpty();
    assertThat(rows(page, "settings")).contains("prefix|" + HOSTILE.replace('\u0007', '\uFFFD'));
    assertThat(texts(elements(page, "p", "text")))
        .anySatisfy(it -> assertThat(it).startsWith("</script></style><img src=x onerror"));
  }

  @Test
  void long_curves_are_shown_in_some_hundred_points_and_gaps_where_numbers_are_not_finite()
      throws Exception {
    try (MetricsLog log = new MetricsLog(metrics())) {
      log.onStart(SampleRun.plan());
      for (int step = 1; step <= 10_000; step++) {
        double loss = step > 5000 && step < 5100 ? Double.NaN : 10_000.0 / step + step % 2;
        log.onLog(new TrainingLog(step, step / 10.0, loss, 1, 1e-3, 1, step == 7 ? 1 : 0, 1, 1));
      }
    }
    HtmlReport.write(metrics(), page());
    Document page = document();
    List<Element> lines = elements(page, "path", "line");
    assertThat(lines.get(0).getAttribute("d").split("[ML]").length)
        .isBetween(100, Series.MOST_POINTS);
    assertThat(lines.get(1).getAttribute("d")).doesNotContain("NaN");
    assertThat(elements(page, "path", "band")).hasSize(2);
    assertThat(text().length()).isLessThan(200_000);
    assertThat(texts(elements(page, "ul", "incidents")).get(0))
        .isEqualTo("Steps that changed nothing, because a gradient overflowed in float16: 1.");
  }

  @Test
  void a_run_that_is_broken_off_has_a_page_that_says_so() throws Exception {
    try (MetricsLog log = new MetricsLog(metrics());
        HtmlReport report = new HtmlReport(metrics(), page(), Optional::empty)) {
      log.onStart(SampleRun.plan());
      report.onStart(SampleRun.plan());
      assertThat(text()).contains(">running</span>");
      log.onLog(SampleRun.log(7, 2));
      Thread.currentThread().interrupt();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(texts(elements(document(), "h1", "")))
        .containsExactly("Fine-tuning of t5-tiny broken off after step 7");
  }

  @Test
  void a_run_that_goes_on_is_shown_with_what_was_before() throws Exception {
    try (MetricsLog log = new MetricsLog(metrics())) {
      SampleRun.tell(log, SAMPLE);
    }
    try (MetricsLog log = new MetricsLog(metrics())) {
      log.onStart(SampleRun.plan(10, Map.of()));
      log.onLog(SampleRun.log(15, 1.25));
    }
    HtmlReport.write(metrics(), page());
    Document page = document();
    assertThat(rows(page, "evaluations")).hasSize(2);
    assertThat(texts(elements(page, "ul", "incidents")).get(0))
        .contains("Gone on with after step 10.");
    assertThat(texts(elements(page, "desc", "")).get(0))
        .startsWith("training: from 8.0000 at step 5.0000 to 1.2500 at 15.00.");
  }

  @Test
  void numbers_do_not_depend_on_the_locale() throws Exception {
    try (MetricsLog log = new MetricsLog(metrics())) {
      SampleRun.tell(log, SAMPLE);
    }
    HtmlReport.write(metrics(), page());
    String expected = text();
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      HtmlReport.write(metrics(), page());
    } finally {
      Locale.setDefault(before);
    }
    assertThat(text()).isEqualTo(expected);
  }

  @Test
  void metrics_without_a_start_are_refused() throws IOException {
    Files.writeString(metrics(), "{\"event\":\"log\"\n");
    assertThatThrownBy(() -> HtmlReport.write(metrics(), page()))
        .isInstanceOf(IOException.class)
        .hasMessage(metrics() + ": expected a line of a run's start, found none");
  }

  @Test
  void a_page_that_cannot_be_written_does_not_end_the_run() throws IOException {
    Files.createDirectory(page());
    Files.createFile(page().resolve("full"));
    try (MetricsLog log = new MetricsLog(metrics());
        HtmlReport report = new HtmlReport(metrics(), page(), Optional::empty)) {
      log.onStart(SampleRun.plan());
      report.onStart(SampleRun.plan());
    }
    assertThat(page()).isDirectory();
  }
}
