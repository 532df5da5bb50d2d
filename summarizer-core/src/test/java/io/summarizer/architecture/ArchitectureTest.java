package io.summarizer.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.summarizer.Summarizer;
import io.summarizer.data.BadRecord;
import io.summarizer.data.Dataset;
import io.summarizer.model.AtomicDirectory;
import io.summarizer.rouge.Rouge;
import java.io.ObjectInputStream;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Which package may need which, as CONTRIBUTING.md has it, and the house rules that bytecode shows.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(Rouge.class, Dataset.class, Summarizer.class);

  private static final DescribedPredicate<JavaClass> OURS =
      resideInAPackage("io.summarizer..").as("our classes");

  /** The types that every package may throw. */
  private static final DescribedPredicate<JavaClass> ERRORS =
      resideInAPackage("io.summarizer.error")
          .or(DescribedPredicate.describe("exceptions", c -> c.isAssignableTo(Throwable.class)));

  @Test
  void rouge_needsNothingOfOurs() {
    check(only("io.summarizer.rouge..", resideInAPackage("io.summarizer.rouge..")));
  }

  @Test
  void data_needsNothingOfOursButErrors() {
    check(only("io.summarizer.data..", resideInAPackage("io.summarizer.data..").or(ERRORS)));
  }

  @Test
  void graph_knowsNothingOfT5OrText() {
    check(only("io.summarizer.graph..", resideInAPackage("io.summarizer.graph..").or(ERRORS)));
  }

  @Test
  void hub_needsNothingOfOursButAtomicDirectory() {
    check(
        only(
            "io.summarizer.hub..",
            resideInAPackage("io.summarizer.hub..").or(type(AtomicDirectory.class)).or(ERRORS)));
  }

  @Test
  void text_needsNothingOfOursButLifecycleAndErrors() {
    check(
        only(
            "io.summarizer.text..",
            resideInAnyPackage("io.summarizer.text..", "io.summarizer.lifecycle..").or(ERRORS)));
  }

  @Test
  void onnxRuntime_isCalledByRuntimeAlone() {
    check(onlyIn("ai.onnxruntime..", "io.summarizer.runtime.."));
  }

  @Test
  void djl_isCalledByTextAlone() {
    check(onlyIn("ai.djl..", "io.summarizer.text.."));
  }

  @Test
  void parquet_isCalledByItsReaderAlone() {
    check(onlyIn("org.apache.parquet..", "io.summarizer.data.parquet.."));
  }

  /**
   * But for the root: its doors, Summarizer and FineTuning for example, need every package, and its
   * options and results are what the packages speak in. And Parquet's reader says of a record that
   * it is bad as every reader does.
   */
  @Test
  void packages_haveNoCyclesWithoutTheRoot() {
    DescribedPredicate<JavaClass> root = resideInAnyPackage("io.summarizer");
    check(
        slices()
            .matching("io.summarizer.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(root, alwaysTrue())
            .ignoreDependency(alwaysTrue(), root)
            .ignoreDependency(
                resideInAPackage("io.summarizer.data.parquet"), ERRORS.or(type(BadRecord.class))));
  }

  @Test
  void libraries_writeToNoStandardStream() {
    check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
  }

  @Test
  void nothing_dependsOnTheMachinesLocaleZoneOrCharset() {
    check(
        noClasses()
            .should()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callMethod(TimeZone.class, "getDefault")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(Charset.class, "defaultCharset")
            .orShould()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(String.class, byte[].class));
  }

  @Test
  void nothing_deserializesJavaObjects() {
    check(noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
  }

  @Test
  void everyPackage_isNullMarked() {
    assertThat(packagesWithout(NullMarked.class, packages())).isEmpty();
  }

  @Test
  void everyExportedPackage_hasItsReturnValuesChecked() {
    assertThat(packagesWithout(CheckReturnValue.class, exported())).isEmpty();
  }

  /** What users see is made of what they see: no internal type, none of another library. */
  @Test
  void exportedSignatures_nameOnlyTheJdkAndExportedTypes() {
    Set<String> known = exported();
    Set<String> foreign =
        Modules.all().stream()
            .flatMap(
                module ->
                    Modules.exports(module).stream()
                        .flatMap(name -> Modules.publicTypes(module, name).stream()))
            .map(type -> CLASSES.get(type))
            .flatMap(
                type ->
                    Stream.concat(
                        type.getCodeUnits().stream()
                            .filter(ArchitectureTest::isVisible)
                            .flatMap(unit -> foreign(unit, known)),
                        type.getFields().stream()
                            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                            .filter(field -> !isKnown(field.getRawType(), known))
                            .map(field -> field.getFullName())))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(foreign).isEmpty();
  }

  private static Stream<String> foreign(JavaCodeUnit unit, Set<String> known) {
    return unit.getAllInvolvedRawTypes().stream()
        .filter(type -> !isKnown(type, known))
        .map(type -> unit.getFullName() + " names " + type.getName());
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    Set<JavaModifier> modifiers = unit.getModifiers();
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }

  private static boolean isKnown(JavaClass type, Set<String> known) {
    JavaClass base = type.getBaseComponentType();
    return base.isPrimitive()
        || base.getPackageName().startsWith("java.")
        || known.contains(base.getPackageName())
            && base.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static ArchRule only(String place, DescribedPredicate<JavaClass> allowed) {
    return noClasses()
        .that()
        .resideInAPackage(place)
        .should()
        .dependOnClassesThat(OURS.and(DescribedPredicate.not(allowed)));
  }

  private static ArchRule onlyIn(String library, String place) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(place)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static Set<String> packages() {
    return CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
  }

  private static Set<String> exported() {
    return Modules.all().stream()
        .flatMap(module -> Modules.exports(module).stream())
        .collect(Collectors.toSet());
  }

  private static List<String> packagesWithout(
      Class<? extends java.lang.annotation.Annotation> annotation, Set<String> names) {
    return names.stream()
        .filter(name -> !CLASSES.getPackage(name).isAnnotatedWith(annotation))
        .sorted()
        .toList();
  }
}
