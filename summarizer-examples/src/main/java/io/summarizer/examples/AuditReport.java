package io.summarizer.examples;

import io.summarizer.audit.DataAudit;
import io.summarizer.audit.Lengths;
import java.util.Locale;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An audit as a table for people, or as a JSON object for programs. */
final class AuditReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDEST_BAR = 40;

  private AuditReport() {}

  static String table(DataAudit audit) {
    StringBuilder table = new StringBuilder();
    line(table, "data                %s", audit.name());
    line(table, "rows                %,d", audit.rows());
    share(table, "blank", audit.blankRows(), audit.rows());
    share(table, "duplicate pairs", audit.duplicatePairs(), audit.usableRows());
    share(table, "duplicate articles", audit.duplicateArticles(), audit.usableRows());
    share(table, "summary not shorter", audit.longSummaries(), audit.usableRows());
    audit
        .overlap()
        .ifPresent(
            overlap -> share(table, "in validation", overlap.sharedArticles(), overlap.rows()));
    line(table, "");
    line(table, "tokens       mean  shortest   median      90 %%      99 %%   longest  limit  cut");
    lengths(table, "article", audit.source(), audit.usableRows());
    lengths(table, "summary", audit.target(), audit.usableRows());
    line(table, "");
    histogram(table, "article", audit.source());
    histogram(table, "summary", audit.target());
    line(table, "ROUGE F1 x 100 of the first three sentences");
    line(table, "        rouge1  rouge2  rougeL  rougeLsum");
    line(table, "Lead-3  %s", EpochTable.scores(audit.leadThree()));
    return table.toString().stripTrailing();
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static void share(StringBuilder table, String name, long count, long of) {
    line(table, "%-20s%,d (%.1f %%)", name, count, of == 0 ? 0 : 100.0 * count / of);
  }

  private static void lengths(StringBuilder table, String name, Lengths lengths, long rows) {
    line(
        table,
        "%-9s%8.1f  %8d %8d  %8d  %8d  %8d  %5d  %.1f %%",
        name,
        lengths.mean(),
        lengths.shortest(),
        lengths.median(),
        lengths.percentile90(),
        lengths.percentile99(),
        lengths.longest(),
        lengths.limit(),
        100.0 * lengths.truncated() / rows);
  }

  private static void histogram(StringBuilder table, String name, Lengths lengths) {
    long most = lengths.histogram().stream().mapToLong(Lengths.Bar::texts).max().orElseThrow();
    for (Lengths.Bar bar : lengths.histogram()) {
      int width = (int) Math.ceil((double) WIDEST_BAR * bar.texts() / most);
      line(
          table,
          "%s %6d - %-6d %7d  %s%s",
          name,
          bar.from(),
          bar.to(),
          bar.texts(),
          "#".repeat(width),
          bar.from() <= lengths.limit() && lengths.limit() < bar.to() ? "  < limit" : "");
    }
    line(table, "");
  }

  static String json(DataAudit audit) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("data", audit.name())
            .put("rows", audit.rows())
            .put("blank_rows", audit.blankRows())
            .put("duplicate_pairs", audit.duplicatePairs())
            .put("duplicate_articles", audit.duplicateArticles())
            .put("long_summaries", audit.longSummaries());
    audit
        .overlap()
        .ifPresent(
            overlap ->
                json.putObject("overlap")
                    .put("validation", overlap.name())
                    .put("rows", overlap.rows())
                    .put("shared_articles", overlap.sharedArticles()));
    addLengths(json.putObject("article_tokens"), audit.source());
    addLengths(json.putObject("summary_tokens"), audit.target());
    ObjectNode lead = json.putObject("lead3_f1");
    audit.leadThree().byType().forEach((type, score) -> lead.put(type.name(), score.f1()));
    return json.toString();
  }

  private static void addLengths(ObjectNode json, Lengths lengths) {
    json.put("limit", lengths.limit())
        .put("truncated", lengths.truncated())
        .put("mean", lengths.mean())
        .put("shortest", lengths.shortest())
        .put("median", lengths.median())
        .put("percentile_90", lengths.percentile90())
        .put("percentile_99", lengths.percentile99())
        .put("longest", lengths.longest());
    ArrayNode bars = json.putArray("histogram");
    for (Lengths.Bar bar : lengths.histogram()) {
      bars.addObject().put("from", bar.from()).put("to", bar.to()).put("texts", bar.texts());
    }
  }
}
