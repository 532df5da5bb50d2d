package io.summarizer.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The published form of a summarization data set: what its fields are called on the Hugging Face
 * Hub, and what in its texts is not text. It fits whatever file format the fields come in.
 */
public enum Preset {
  /** CNN/DailyMail ({@code abisee/cnn_dailymail}): article, highlights, id. */
  CNN_DAILYMAIL(FieldNames.DEFAULT),

  /**
   * XSum ({@code EdinburghNLP/xsum}), BBC articles and their first sentence: document, summary, id.
   */
  XSUM(new FieldNames("document", "summary")),

  /** SAMSum ({@code Samsung/samsum}), chats: dialogue, summary, id. */
  SAMSUM(new FieldNames("dialogue", "summary")),

  /**
   * Multi-News ({@code alexfabbri/multi_news}), several articles at once: document, summary.
   *
   * <p>The mark {@code |||||} between the articles becomes an empty line, and {@code NEWLINE_CHAR},
   * which the files of the original have, a line break. The dash with which every summary begins
   * stays, since models are compared by it.
   */
  MULTI_NEWS(new FieldNames("document", "summary")) {
    @Override
    String cleanArticle(String text) {
      return Arrays.stream(STORY_SEPARATOR.split(text.replace("NEWLINE_CHAR", "\n")))
          .map(String::strip)
          .filter(story -> !story.isEmpty())
          .collect(Collectors.joining("\n\n"));
    }

    @Override
    String cleanSummary(String text) {
      return text.replace("NEWLINE_CHAR", "\n").strip();
    }
  },

  /**
   * Gigaword ({@code Harvard/gigaword}), first sentences and their headlines: document, summary.
   *
   * <p>Its texts are in lower case, with {@code #} for digits and {@code UNK} for rare words. They
   * stay so, as published figures are measured on them.
   */
  GIGAWORD(new FieldNames("document", "summary")),

  /** BillSum ({@code FiscalNote/billsum}), US bills: text, summary, and bill_id in the original. */
  BILLSUM(new FieldNames("text", "summary", "bill_id", List.of())),

  /**
   * arXiv papers ({@code ccdv/arxiv-summarization} and the configuration {@code arxiv} of {@code
   * armanc/scientific_papers}): article, abstract.
   *
   * <p>The marks {@code <S>} and {@code </S>} around the sentences of an abstract are removed, and
   * so is the white space around them but for one space.
   */
  ARXIV(new FieldNames("article", "abstract", "article_id", List.of())) {
    @Override
    String cleanSummary(String text) {
      return withoutSentenceMarks(text);
    }
  },

  /** PubMed papers, published and cleaned as {@link #ARXIV}. */
  PUBMED(new FieldNames("article", "abstract", "article_id", List.of())) {
    @Override
    String cleanSummary(String text) {
      return withoutSentenceMarks(text);
    }
  };

  private static final Pattern STORY_SEPARATOR = Pattern.compile("\\|{5}");
  private static final Pattern SENTENCE_MARK = Pattern.compile("(?:\\s*</?S>)+\\s*");

  @SuppressWarnings("ImmutableEnumChecker") // a record of immutable values
  private final FieldNames fields;

  Preset(FieldNames fields) {
    this.fields = fields;
  }

  /** The name that stands for the preset in options, such as {@code multi_news}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the preset of a name such as {@code multi_news}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Preset of(String id) {
    return Arrays.stream(values())
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "preset must be one of "
                        + Arrays.stream(values()).map(Preset::id).collect(Collectors.joining(", "))
                        + ", but was '"
                        + id
                        + "'"));
  }

  /** The field that holds the article. */
  public String articleField() {
    return fields.article();
  }

  /** The field that holds the summary. */
  public String summaryField() {
    return Objects.requireNonNull(fields.summary(), "every preset has one");
  }

  /** Returns an example without what is not text; most data sets have nothing of it. */
  public Example clean(Example example) {
    return example
        .withArticle(cleanArticle(example.article()))
        .withReferences(
            cleanSummary(example.summary()),
            example.extraReferences().stream().map(this::cleanSummary).toList());
  }

  FieldNames fields() {
    return fields;
  }

  String cleanArticle(String text) {
    return text;
  }

  String cleanSummary(String text) {
    return text;
  }

  private static String withoutSentenceMarks(String text) {
    return SENTENCE_MARK.matcher(text).find()
        ? text.lines()
            .map(line -> SENTENCE_MARK.matcher(line).replaceAll(" ").strip())
            .collect(Collectors.joining("\n"))
        : text;
  }
}
