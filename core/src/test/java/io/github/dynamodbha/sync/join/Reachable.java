package io.github.dynamodbha.sync.join;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the bytes of all arrays that an object of this package reaches: what its memory really is,
 * against what it says it is. Objects of the JDK are passed over, but collections are walked
 * through.
 */
final class Reachable {
  private static final int ARRAY_HEADER = 16;
  private static final int REFERENCE = 4;

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Reachable() {}

  static long bytes(Object root) {
    Reachable walk = new Reachable();
    walk.visit(root);
    long bytes = 0;
    while (!walk.open.isEmpty()) {
      bytes += walk.step(walk.open.pop());
    }
    return bytes;
  }

  private void visit(@Nullable Object object) {
    if (object != null && seen.add(object)) {
      open.push(object);
    }
  }

  private long step(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      int length = Array.getLength(object);
      if (!type.getComponentType().isPrimitive()) {
        for (int i = 0; i < length; i++) {
          visit(Array.get(object, i));
        }
      }
      return ARRAY_HEADER + (long) length * width(type.getComponentType());
    }
    if (object instanceof Collection<?> collection) {
      collection.forEach(this::visit);
      return 0;
    }
    if (type.getPackageName().equals(Reachable.class.getPackageName())) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          visit(value(field, object));
        }
      }
    }
    return 0;
  }

  private static @Nullable Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static int width(Class<?> component) {
    if (component == long.class) {
      return Long.BYTES;
    }
    if (component == int.class) {
      return Integer.BYTES;
    }
    return component == byte.class ? 1 : REFERENCE;
  }
}
