package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@WithLocalRegions
class LocalRegionsExtensionTest {

  private final LocalRegions regions;

  LocalRegionsExtensionTest(LocalRegions regions) {
    this.regions = regions;
  }

  @BeforeAll
  static void useBeforeAnyTest(LocalRegions regions) {
    assertThat(regions.names()).containsExactly("us-east-1", "us-west-1");
  }

  @RepeatedTest(2)
  void test_whenOneBeforeLeftFaults_thenRegionsAreHealed(LocalRegions same) throws Exception {
    assertThat(same).isSameAs(regions);
    for (LocalRegion region : regions.regions()) {
      assertThat(TestTable.created(region).listTables()).contains("things");
    }
    regions.region("us-east-1").kill();
    regions.region("us-west-1").inject(Fault.down());
  }

  @Nested
  class Inner {
    @Test
    void nestedTest_whenOuterClassIsAnnotated_thenSameRegions(LocalRegions same) {
      assertThat(same).isSameAs(regions);
    }
  }

  @Nested
  @WithLocalRegions({"us-east-1", "us-west-1"})
  class SameNames {
    @Test
    void anotherClass_whenItNamesTheSameRegions_thenTheyAreShared(LocalRegions same) {
      assertThat(same).isSameAs(regions);
    }
  }
}
