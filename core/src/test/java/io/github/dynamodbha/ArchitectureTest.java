package io.github.dynamodbha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md point down only. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "io.github.dynamodbha.client..",
              "io.github.dynamodbha.item..",
              "io.github.dynamodbha.protocol..",
              "io.github.dynamodbha.replica..",
              "io.github.dynamodbha.sync..",
              "io.github.dynamodbha.table..");

  @Test
  void packages_dependDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("item")
        .definedBy("..item..")
        .layer("replica")
        .definedBy("..replica..")
        .layer("protocol")
        .definedBy("..protocol..")
        .layer("sync")
        .definedBy("..sync..")
        .layer("table")
        .definedBy("..table..")
        .layer("client")
        .definedBy("..client..")
        .whereLayer("client")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("table")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("protocol")
        .mayOnlyBeAccessedByLayers("client", "table")
        .whereLayer("sync")
        .mayOnlyBeAccessedByLayers("table")
        .whereLayer("replica")
        .mayOnlyBeAccessedByLayers("client", "protocol", "sync", "table")
        .whereLayer("item")
        .mayOnlyBeAccessedByLayers("client", "protocol", "replica", "sync", "table")
        .check(CORE);
  }

  @Test
  void packages_formNoCircle() {
    slices().matching("io.github.dynamodbha.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void item_isPure() {
    noClasses()
        .that()
        .resideInAPackage("..item..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.sql..",
            "org.slf4j..",
            "software.amazon.awssdk.http..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .check(CORE);
  }

  @Test
  void join_knowsNeitherSyncNorRegions() {
    noClasses()
        .that()
        .resideInAPackage("..sync.join..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.github.dynamodbha.sync", "..replica..", "..table..", "software.amazon.awssdk..")
        .check(CORE);
  }

  @Test
  void nothing_dependsOnLocalRegions() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.dynamodbha.local..")
        .check(CORE);
  }

  @Test
  void classes_useNoStandardStreamsAndNoOtherLogging() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CORE);
  }

  @Test
  void exceptions_areNamedSo() {
    classes()
        .that()
        .areAssignableTo(Throwable.class)
        .should()
        .haveSimpleNameEndingWith("Exception")
        .check(CORE);
  }

  @Test
  void packages_areAllNullMarked() {
    List<JavaPackage> packages = CORE.stream().map(c -> c.getPackage()).distinct().toList();

    assertThat(packages)
        .isNotEmpty()
        .allMatch(p -> p.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }
}
