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

  // By get and put, not by computeIfAbsent, which JUnit 5 does not have: users may be on either.
  private static synchronized LocalRegions regions(ExtensionContext context) {
    List<String> names = List.of(annotation(context.getRequiredTestClass()).value());
    ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
    LocalRegions regions = store.get(names, LocalRegions.class);
    if (regions == null) {
      regions = LocalRegions.builder().regions(names).start();
      store.put(names, regions);
    }
    return regions;
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
