package io.summarizer.examples.rouge;

import io.summarizer.rouge.MultiReference;
import io.summarizer.rouge.RougeProfile;
import io.summarizer.rouge.RougeScorer;
import io.summarizer.rouge.RougeTokenizer;
import io.summarizer.rouge.RougeType;
import io.summarizer.rouge.SentenceSplitter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that scores depend on. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ScorerOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "ROUGE_SCORE",
      converter = Profiles.class,
      completionCandidates = Profiles.class,
      description =
          "The program whose numbers to give: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private RougeProfile profile;

  @Option(
      names = "--types",
      paramLabel = "TYPE,...",
      hideParamSyntax = true,
      split = ",",
      converter = TypeConverter.class,
      description =
          "What to measure: rouge1 to rouge9, rougeL, rougeLsum, rougeS4, rougeSU4, rougeW1.2."
              + " Default: what the profile says.")
  private RougeType @Nullable [] types;

  @Option(
      names = "--stemmer",
      description = "Reduces English words to their stems, so that walks matches walking.")
  private boolean stemmer;

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      converter = Tokenizers.class,
      description =
          "What words are made of: ascii letters and digits alone, or unicode's, those of every"
              + " script. Default: what the profile says.")
  private @Nullable RougeTokenizer tokenizer;

  @Option(
      names = "--sentences",
      paramLabel = "NAME",
      converter = Splitters.class,
      description =
          "Where rougeLsum cuts sentences: at each newline, as english does, or at full stops that"
              + " are spaced on both sides. Default: what the profile says.")
  private @Nullable SentenceSplitter sentences;

  @Option(
      names = "--average",
      description = "Lets all references of a text count, instead of the best.")
  private boolean average;

  /** The scorer that the options describe. */
  public RougeScorer scorer() {
    RougeScorer.Builder scorer = RougeScorer.builder(profile);
    scorer = types == null ? scorer : scorer.types(types);
    scorer = stemmer ? scorer.stemming(true) : scorer;
    scorer = tokenizer == null ? scorer : scorer.tokenizer(tokenizer);
    scorer = sentences == null ? scorer : scorer.sentences(sentences);
    scorer = average ? scorer.references(MultiReference.AVERAGE) : scorer;
    return scorer.build();
  }

  private static final class Profiles extends NamedValues<RougeProfile> {
    Profiles() {
      super(RougeProfile.all(), RougeProfile::name);
    }
  }

  private static final class Tokenizers extends NamedValues<RougeTokenizer> {
    Tokenizers() {
      super(List.of(RougeTokenizer.ASCII, RougeTokenizer.UNICODE), RougeTokenizer::toString);
    }
  }

  private static final class Splitters extends NamedValues<SentenceSplitter> {
    private static final SentenceSplitter SPACED_STOPS = RougeProfile.T5_PAPER.sentences();

    Splitters() {
      super(
          List.of(SentenceSplitter.NEWLINE, SentenceSplitter.ENGLISH, SPACED_STOPS),
          splitter -> splitter == SPACED_STOPS ? "spaced" : splitter.toString());
    }
  }

  private static final class TypeConverter implements ITypeConverter<RougeType> {
    @Override
    public RougeType convert(String name) {
      try {
        return RougeType.parse(name.strip());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
