package io.github.dynamodbha.local;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link WithLocalRegions} adds to a test class. JUnit's root store owns the regions and
 * closes them at its end.
 */
public final class LocalRegionsExtension
    implements ParameterResolver, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

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
  public void beforeAll(ExtensionContext context) {
    use(context).classBegins(() -> regions(context).renew());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    use(context).testBegins();
    regions(context).heal();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    use(context).classEnds();
  }

  // By get and put, not by computeIfAbsent, which JUnit 5 does not have: users may be on either.
  private static synchronized LocalRegions regions(ExtensionContext context) {
    List<String> names = names(context);
    ExtensionContext.Store store = store(context);
    LocalRegions regions = store.get(names, LocalRegions.class);
    if (regions == null) {
      regions = LocalRegions.builder().regions(names).start();
      store.put(names, regions);
    }
    return regions;
  }

  private static synchronized SharedUse use(ExtensionContext context) {
    String key = "use of " + names(context);
    SharedUse use = store(context).get(key, SharedUse.class);
    if (use == null) {
      use = new SharedUse();
      store(context).put(key, use);
    }
    return use;
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private static List<String> names(ExtensionContext context) {
    return List.of(annotation(context.getRequiredTestClass()).value());
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
