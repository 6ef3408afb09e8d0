package io.github.dynamodbha.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a JUnit Jupiter class local regions: a constructor, method or lifecycle
 * parameter of type {@link LocalRegions} receives them.
 *
 * <p>They are started once in a JVM and shared by all classes that name the same regions in the
 * same order; every test starts with healed regions. After many tests a class finds them empty and
 * in fresh processes, unless another class is at it. A test isolates its data by {@link
 * LocalRegions#freshAccessKey}; since faults hit a region as a whole, classes that inject them do
 * not run in parallel with others of the same regions.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LocalRegionsExtension.class)
public @interface WithLocalRegions {

  /** The names of the regions. */
  String[] value() default {"us-east-1", "us-west-1"};
}
