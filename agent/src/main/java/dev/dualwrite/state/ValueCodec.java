package dev.dualwrite.state;

import dev.dualwrite.dialect.ArrayValue;
import dev.dualwrite.dialect.ColumnTypes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the values that a key may hold, each behind the number of its type. */
final class ValueCodec {
  private static final int NULL = 0;
  private static final StoredType<ArrayValue> ARRAY =
      new StoredType<>(64, ArrayValue.class, ValueCodec::writeArray, ValueCodec::readArray);
  private static final List<StoredType<?>> ALL = all();
  private static final Map<Class<?>, StoredType<?>> BY_CLASS = new HashMap<>();
  private static final Map<Integer, StoredType<?>> BY_NUMBER = new HashMap<>();

  static {
    for (StoredType<?> type : ALL) {
      BY_CLASS.put(type.type(), type);
      if (BY_NUMBER.put(type.number(), type) != null) {
        throw new AssertionError(type.number());
      }
    }
  }

  private ValueCodec() {}

  private static List<StoredType<?>> all() {
    List<StoredType<?>> all = new ArrayList<>(PlainTypes.ALL);
    all.addAll(TimeTypes.ALL);
    all.add(ARRAY);
    return List.copyOf(all);
  }

  /**
   * Returns a value that can be written: the same one where its class is known, else its text,
   * since a driver's own object means nothing to the next process. Empty when it has no text of its
   * own.
   */
  static Optional<Object> storable(Object value) {
    if (typeOf(value) != null) {
      return Optional.of(value);
    }
    if (value instanceof Number) {
      // As CanonicalValue does with numbers of other classes.
      return Optional.of(((Number) value).longValue());
    }
    if (value instanceof Object[]) {
      return storableArray((Object[]) value);
    }
    return hasText(value) ? Optional.of(ColumnTypes.textOf(value)) : Optional.empty();
  }

  static void write(DataOutput out, Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
      return;
    }
    StoredType<?> type = typeOf(value);
    if (type == null) {
      throw new IllegalArgumentException("A value of " + value.getClass() + " can't be stored");
    }
    type.write(out, value);
  }

  static Object read(DataInput in) throws IOException {
    int number = in.readByte();
    if (number == NULL) {
      return null;
    }
    StoredType<?> type = BY_NUMBER.get(number);
    if (type == null) {
      throw new IOException("No value has the type " + number);
    }
    return type.read(in);
  }

  private static StoredType<?> typeOf(Object value) {
    StoredType<?> exact = BY_CLASS.get(value.getClass());
    if (exact != null) {
      return exact;
    }
    for (StoredType<?> type : ALL) {
      if (type.type().isInstance(value)) {
        return type;
      }
    }
    return null;
  }

  private static Optional<Object> storableArray(Object[] array) {
    List<Object> elements = new ArrayList<>(array.length);
    for (Object element : array) {
      Optional<Object> storable = element == null ? Optional.empty() : storable(element);
      if (element != null && storable.isEmpty()) {
        return Optional.empty();
      }
      elements.add(storable.orElse(null));
    }
    return Optional.of(ArrayValue.of(elements));
  }

  /** An object whose text is its address would become a key that nobody finds. */
  private static boolean hasText(Object value) {
    try {
      return value.getClass().getMethod("toString").getDeclaringClass() != Object.class
          && !value.getClass().isArray();
    } catch (NoSuchMethodException impossible) {
      return false;
    }
  }

  private static void writeArray(DataOutput out, ArrayValue value) throws IOException {
    out.writeInt(value.elements().size());
    for (Object element : value.elements()) {
      write(out, element);
    }
  }

  private static ArrayValue readArray(DataInput in) throws IOException {
    int length = in.readInt();
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      elements.add(read(in));
    }
    return ArrayValue.of(elements);
  }
}
