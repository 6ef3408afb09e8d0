package io.github.dynamodbha.local;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link WithLocalRegions} adds to a test class. JUnit's root store owns the regions and
 * closes them at its end.
 */
public final class LocalRegionsExtension implements ParameterResolver, BeforeEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalRegionsExtension.class);

  /** For JUnit. */
  public LocalRegionsExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalRegions.class;
  }

  @Override
  public LocalRegions resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return regions(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    regions(context).heal();
  }

  private static LocalRegions regions(ExtensionContext context) {
    List<String> names = List.of(annotation(context.getRequiredTestClass()).value());
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            names, key -> LocalRegions.builder().regions(names).start(), LocalRegions.class);
  }

  /** On the class, a superclass, or a class that encloses it, for {@code @Nested} tests. */
  private static WithLocalRegions annotation(Class<?> testClass) {
    for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
      WithLocalRegions annotation = type.getAnnotation(WithLocalRegions.class);
      if (annotation != null) {
        return annotation;
      }
    }
    throw new IllegalStateException(
        testClass.getName() + " uses LocalRegionsExtension without @WithLocalRegions; add it");
  }
}
