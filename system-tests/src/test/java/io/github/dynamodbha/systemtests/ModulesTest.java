package io.github.dynamodbha.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows between the modules; those within core are tested there. */
class ModulesTest {
  private static final String[] LIBRARY = {
    "io.github.dynamodbha.client..",
    "io.github.dynamodbha.item..",
    "io.github.dynamodbha.replica..",
    "io.github.dynamodbha.sync..",
    "io.github.dynamodbha.table.."
  };

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "io.github.dynamodbha.client..",
              "io.github.dynamodbha.item..",
              "io.github.dynamodbha.replica..",
              "io.github.dynamodbha.sync..",
              "io.github.dynamodbha.table..",
              "io.github.dynamodbha.local..",
              "io.github.dynamodbha.cli..");

  @Test
  void library_dependsNeitherOnLocalRegionsNorOnTheCommand() {
    noClasses()
        .that()
        .resideInAnyPackage(LIBRARY)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.dynamodbha.local..", "io.github.dynamodbha.cli..")
        .check(ALL);
  }

  @Test
  void localRegions_dependOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.github.dynamodbha.local..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARY)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("io.github.dynamodbha.cli..")
        .check(ALL);
  }

  /** It judges the library: a mistake of the library's must not hide itself. */
  @Test
  void checkerOfTheChaosRun_dependsOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.github.dynamodbha.cli.chaos.check..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.dynamodbha..")
                .and(not(resideInAPackage("io.github.dynamodbha.cli.chaos.check.."))))
        .check(ALL);
  }

  @Test
  void modules_formNoCircle() {
    slices().matching("io.github.dynamodbha.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void packages_areAllNullMarked() {
    assertThat(ALL.stream().map(JavaClass::getPackage).distinct().toList())
        .hasSizeGreaterThan(8)
        .allMatch(p -> p.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }
}
