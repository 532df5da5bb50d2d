package io.summarizer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "cnn_dailymail, article, highlights, id",
    "xsum, document, summary, id",
    "samsum, dialogue, summary, id",
    "multi_news, document, summary, id",
    "gigaword, document, summary, id",
    "billsum, text, summary, bill_id",
    "arxiv, article, abstract, article_id",
    "pubmed, article, abstract, article_id",
  })
  void fields_areNamedAsPublished(String id, String article, String summary, String key)
      throws IOException {
    Preset preset = Preset.of(id);
    assertThat(List.of(preset.articleField(), preset.summaryField()))
        .containsExactly(article, summary);
    Path file =
        Files.writeString(
            folder.resolve("data.csv"),
            String.join(",", summary, "x", key, article) + "\nS.,x,k,A.\n");
    assertThat(DatasetContract.read(Dataset.open(file, preset)))
        .containsExactly(new Example("k", "A.", "S."));
  }

  @Test
  void everyPreset_isFoundByItsId() {
    for (Preset preset : Preset.values()) {
      assertThat(Preset.of(preset.id())).isEqualTo(preset);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preset.of("bbc"))
        .withMessage(
            "preset must be one of cnn_dailymail, xsum, samsum, multi_news, gigaword, billsum,"
                + " arxiv, pubmed, but was 'bbc'");
  }

  @Test
  void multiNews_losesItsSeparators() {
    Example raw =
        new Example(
            "1",
            "One.NEWLINE_CHAR More. ||||| \n Two.\n|||||\n||||| Three. |||||",
            "– A summary. ",
            List.of(" – Another. "));
    assertThat(Preset.MULTI_NEWS.clean(raw))
        .isEqualTo(
            new Example(
                "1", "One.\n More.\n\nTwo.\n\nThree.", "– A summary.", List.of("– Another.")));
  }

  @Test
  void papers_loseTheirSentenceMarks() {
    Example raw = new Example("1", "<S> stays </S>", "<S> One . </S>\n <S>two</S> <S>three</S>");
    Example clean = new Example("1", "<S> stays </S>", "One .\ntwo three");
    assertThat(Preset.ARXIV.clean(raw)).isEqualTo(clean);
    assertThat(Preset.PUBMED.clean(raw)).isEqualTo(clean);
    Example plain = new Example("1", " a ", " b\n c ");
    assertThat(Preset.ARXIV.clean(plain)).isEqualTo(plain);
  }

  @Test
  void others_leaveTextsAsTheyAre() {
    Example raw = new Example("1", " UNK ||||| <S> NEWLINE_CHAR", " # ");
    for (Preset preset :
        List.of(
            Preset.CNN_DAILYMAIL, Preset.XSUM, Preset.SAMSUM, Preset.GIGAWORD, Preset.BILLSUM)) {
      assertThat(preset.clean(raw)).isEqualTo(raw);
    }
  }
}
