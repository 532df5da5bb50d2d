package io.summarizer.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever the hub calls a file, it stays in its folder. */
class RelativePathTest {
  private static final Path FOLDER = Path.of("/cache/snapshot");

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(".", "..", "/", "\\", "a", "B", ":", "~", " ", "+", "\n", "%2e")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property
  void a_name_is_refused_or_stays_below_its_folder(@ForAll("names") String name) {
    RepositoryId repository = RepositoryId.model("org/tiny");
    RelativePath path;
    try {
      path = RelativePath.ofHub(repository, name);
    } catch (HubException e) {
      Statistics.collect("refused");
      assertThatThrownBy(() -> RelativePath.of("file", name))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    Statistics.collect("taken");
    Path file = path.below(FOLDER);
    assertThat(file.normalize()).isEqualTo(file).startsWithRaw(FOLDER).isNotEqualTo(FOLDER);
    assertThat(FOLDER.relativize(file)).hasToString(name);
    assertThat(path.encoded()).matches("[\\w.*%/~-]+");
  }
}
