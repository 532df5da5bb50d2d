package io.summarizer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is what is tested. Their Java code stands in a test that is called like the
 * page (tutorial.md: {@link TutorialDocTest}), between {@code // page begins} and {@code // page
 * ends}; their commands are run by {@link CommandsTest}.
 */
class PagesTest {
  private static final Set<String> LANGUAGES =
      Set.of("java", "sh", "text", "xml", "python", "javascript", "csv");
  private static final Pattern INDENTED_BLOCK = Pattern.compile("(?m)^\\n {4}\\S");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void java_on_a_page_is_what_its_test_runs(Page page) throws IOException {
    assertThat(page.snippets()).isEqualTo(page.testedSnippets());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void code_is_in_blocks_that_name_their_language(Page page) {
    assertThat(page.blocks()).allSatisfy(b -> assertThat(LANGUAGES).contains(b.language()));
    assertThat(page.prose()).doesNotContainPattern(INDENTED_BLOCK).doesNotContain("```");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_lead_to_files_and_headings_of_the_project(Page page) {
    assertThat(LINK.matcher(page.prose()).results())
        .allSatisfy(
            link -> {
              Path file =
                  link.group(1).isEmpty() ? page.file() : page.file().resolveSibling(link.group(1));
              assertThat(file).exists();
              if (link.group(2) != null) {
                assertThat(anchors(Page.of(file))).contains(link.group(2));
              }
            });
  }

  /** The names that GitHub gives the headings of a page. */
  private static List<String> anchors(Page page) {
    return HEADING
        .matcher(page.prose())
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .toList();
  }
}
