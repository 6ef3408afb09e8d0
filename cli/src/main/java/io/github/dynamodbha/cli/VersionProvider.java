package io.github.dynamodbha.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Version and commit from the jar's manifest, and the Java that runs it. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Attributes manifest = manifest();
    String version = value(manifest, "Implementation-Version", "of an unpackaged build");
    String commit = value(manifest, "Git-Commit", "unknown");
    return new String[] {
      "dynamodb-ha " + version + (commit.equals("unknown") ? "" : " (commit " + commit + ")"),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("java.vm.name")
          + ", "
          + System.getProperty("java.vendor"),
    };
  }

  private static String value(@Nullable Attributes manifest, String name, String otherwise) {
    String value = manifest == null ? null : manifest.getValue(name);
    return value == null ? otherwise : value;
  }

  private static @Nullable Attributes manifest() {
    URL own = VersionProvider.class.getResource("VersionProvider.class");
    if (own == null || !own.toString().startsWith("jar:")) {
      return null;
    }
    String jar = own.toString().substring(0, own.toString().indexOf("!/") + 2);
    try (InputStream in = new URL(jar + "META-INF/MANIFEST.MF").openStream()) {
      return new Manifest(in).getMainAttributes();
    } catch (IOException e) {
      return null;
    }
  }
}
