package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoryDatasetTest extends BadRecordContract {
  @Override
  Dataset dataset(List<Example> examples) throws IOException {
    for (Example example : examples) {
      write(example.id(), example.article() + "\n\n@highlight\n\n" + example.summary() + "\n");
    }
    return StoryDataset.of(folder);
  }

  @Override
  OptionalLong sizeOf(int examples) {
    return OptionalLong.of(examples);
  }

  @Override
  Dataset datasetWithABadRecord() throws IOException {
    Dataset dataset = dataset(examples(3));
    Files.write(
        folder.resolve("id00002.story"),
        "Caf\u00E9.\n\n@highlight\n\nCoffee.\n".getBytes(StandardCharsets.ISO_8859_1));
    return dataset;
  }

  @Override
  BadRecord badRecord() {
    return new BadRecord(
        folder.resolve("id00002.story").toString(),
        "line 1",
        "the file must be UTF-8, but the byte 0xE9 is not part of it; convert the file to UTF-8");
  }

  private Path write(String id, String text) throws IOException {
    return Files.writeString(folder.resolve(id + ".story"), text);
  }

  @Test
  void story_becomesTheRecordThatIsPublishedForIt() throws IOException {
    write(
        "a",
        """
        By .

        \u00A0A caption without a full stop \u00A0
        "She left," he said "at once"
        Really?\r
        What @highlight is
        (In brackets)

        @highlight

        First point
        @highlight
        Second point .

        and its end!
        """);
    assertThat(read(StoryDataset.of(folder)))
        .containsExactly(
            new Example(
                "a",
                "By . A caption without a full stop . \"She left,\" he said \"at once\" Really?"
                    + " What @highlight is (In brackets)",
                "First point .\nSecond point .\nand its end!"));
  }

  @Test
  void storyWithoutArticleOrHighlights_hasEmptyTexts() throws IOException {
    write("a", "@highlight\n\nOnly this.\n");
    write("b", "Only that.\n");
    write("c", "");
    assertThat(read(StoryDataset.of(folder)))
        .containsExactly(
            new Example("a", "", "Only this."),
            new Example("b", "Only that.", ""),
            new Example("c", "", ""));
  }

  @Test
  void stories_mayBeCompressedAndHaveOtherFilesBesideThem() throws IOException {
    dataset(examples(2));
    for (int i = 0; i < 2; i++) {
      Path plain = folder.resolve(examples(2).get(i).id() + ".story");
      List.of(Compression.GZIP, Compression.ZSTD).get(i).compress(plain);
      Files.move(plain, folder.resolve(plain.getFileName() + List.of(".gz", ".zst").get(i)));
    }
    Files.writeString(folder.resolve("README.txt"), "not a story");
    assertThat(read(StoryDataset.of(folder))).isEqualTo(examples(2));
  }

  @Test
  void split_hasTheStoriesWhoseUrlsAreListed() throws IOException {
    // printf %s http://example.org/one | sha1sum
    String one = "f8af7f689ce62cffef9b3b0bc2395d9d0e7141e9";
    String two = "69f8f43f0d3960e5a9770bcdcff2d8854fbb092b";
    write(one, "One.");
    write(two, "Two.");
    write("other", "Other.");
    Path train = Files.writeString(folder.resolve("train.txt"), "http://example.org/one\r\n");
    Path rest =
        Files.writeString(
            folder.resolve("rest.txt"), " http://example.org/two\nhttp://example.org/missing");
    StoryDataset all = StoryDataset.of(folder);
    assertThat(read(all.split(train))).extracting(Example::article).containsExactly("One.");
    assertThat(read(all.split(rest))).extracting(Example::article).containsExactly("Two.");
    assertThat(read(all.split(train).split(rest))).hasSize(2);
    assertThat(all.split(train).size()).hasValue(1);
  }

  @Test
  void splitWithoutStories_isRefused() throws IOException {
    dataset(examples(2));
    Path list = Files.writeString(folder.resolve("test.txt"), "http://example.org/none\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> StoryDataset.of(folder).split(list).stream())
        .withMessage(
            "none of the 2 stories in %s is in [%s]; expected one URL per line, whose SHA-1 is the"
                + " name of the story",
            folder, list);
  }

  @Test
  void directoryWithoutStories_isRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> StoryDataset.of(folder).stream())
        .withMessage(folder + " has no stories; expected files whose names end in .story");
  }

  @Test
  void directoryThatIsNone_isRefused() throws IOException {
    Path file = write("a", "A.");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> StoryDataset.of(file).stream())
        .withMessage(
            file
                + " is a file; expected a directory, so check the path, which stands for "
                + file.toAbsolutePath());
    Path missing = Path.of("no-such-stories");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> StoryDataset.of(missing).size())
        .withMessage(
            "no-such-stories does not exist; expected a directory, so check the path, which stands"
                + " for "
                + missing.toAbsolutePath());
  }
}
