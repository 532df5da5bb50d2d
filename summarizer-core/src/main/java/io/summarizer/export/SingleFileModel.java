package io.summarizer.export;

import io.summarizer.generate.FileSearch;
import io.summarizer.generate.Generated;
import io.summarizer.model.T5Config;
import io.summarizer.runtime.Session;
import io.summarizer.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.List;

/** The search in one file: a run for each batch. */
final class SingleFileModel implements ExportedModel {
  private final FileSearch search;
  private final Session session;

  SingleFileModel(Layout layout, Path directory, T5Config config, SessionOptions options) {
    this.search = new FileSearch(config, layout.search());
    this.session = Session.open(layout.file(directory, GraphNames.SINGLE), options);
  }

  @Override
  public List<int[]> generate(List<int[]> sources) {
    return search.run(session, sources).stream().map(SingleFileModel::best).toList();
  }

  /** Empty if the options forbid every summary. */
  private static int[] best(List<Generated> summaries) {
    return summaries.isEmpty() ? new int[0] : summaries.get(0).ids().toArray();
  }

  @Override
  public void close() {
    session.close();
  }
}
