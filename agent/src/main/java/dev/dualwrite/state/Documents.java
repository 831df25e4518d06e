package dev.dualwrite.state;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Small documents by name, such as the last status; durable a moment after they were put. */
public final class Documents {
  private final Map<String, String> documents = new ConcurrentHashMap<>();

  /** Names whose change was handed over and isn't in the store: it will be found in the map. */
  private final Set<String> onTheWay = ConcurrentHashMap.newKeySet();

  private StateWriter writer;

  Documents() {}

  /** Sets the writer, before the first document is put. */
  void connect(StateWriter itsWriter) {
    writer = itsWriter;
  }

  /** Puts a document in place of the one of this name; doesn't wait for the disk. */
  public void put(String name, String json) {
    documents.put(name, json);
    handOver(name);
  }

  /** Returns the document of this name. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(documents.get(name));
  }

  /** Removes the document of this name, if it is there. */
  public void remove(String name) {
    documents.remove(name);
    handOver(name);
  }

  StorePart part() {
    return new StorePart() {
      @Override
      public void load(Store store) {
        store.documents().forEach(documents::putIfAbsent);
      }

      @Override
      public void restore(Store store) {
        store.documents().clear();
        store.documents().putAll(documents);
      }
    };
  }

  private void handOver(String name) {
    if (onTheWay.add(name)) {
      writer.submitLazily(
          store -> {
            onTheWay.remove(name);
            String json = documents.get(name);
            if (json == null) {
              store.documents().remove(name);
            } else {
              store.documents().put(name, json);
            }
          });
    }
  }
}
