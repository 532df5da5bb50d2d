package io.summarizer.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What users can see is what exported-api.txt lists: no type becomes part of the API by chance. */
class ExportedApiTest {
  private static final Path NOW = Path.of("target", "exported-api.txt");

  @Test
  void exportedTypes_areThoseOfTheList() throws IOException {
    StringBuilder now = new StringBuilder();
    for (ModuleReference module : Modules.all()) {
      now.append("module ").append(module.descriptor().name()).append('\n');
      for (String exported : Modules.exports(module)) {
        now.append("  package ").append(exported).append('\n');
        for (Class<?> type : Modules.publicTypes(module, exported)) {
          now.append("    ").append(type.getName().substring(exported.length() + 1)).append('\n');
        }
      }
    }
    Files.writeString(NOW, now);

    assertThat(now.toString())
        .as(
            "the API: if it is meant to change, copy summarizer-core/%s over"
                + " summarizer-core/src/test/resources/io/summarizer/architecture/exported-api.txt"
                + " and say in CHANGELOG.md what users gain or lose",
            NOW.toString().replace('\\', '/'))
        .isEqualTo(list());
  }

  /** A package for one friend only would be an API that users see and cannot have. */
  @Test
  void packages_areExportedToEverybodyOrNobody() {
    assertThat(Modules.all())
        .flatExtracting(module -> List.copyOf(module.descriptor().exports()))
        .noneMatch(export -> export.isQualified());
  }

  private static String list() throws IOException {
    try (InputStream in = ExportedApiTest.class.getResourceAsStream("exported-api.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
