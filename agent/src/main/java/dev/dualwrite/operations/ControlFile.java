package dev.dualwrite.operations;

import dev.dualwrite.logging.Timestamps;
import dev.dualwrite.state.JsonFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a running application is reached: the port that it listens on and the token that it wants, in
 * a file of the state folder that its owner alone can read.
 */
final class ControlFile {
  private static final String NAME = "control.json";
  private static final int TOKEN_BYTES = 32;
  private static final long MOST_BYTES = 65_536;

  private final InetSocketAddress address;
  private final String token;
  private final long pid;
  private final Instant since;

  ControlFile(InetSocketAddress address, String token, long pid, Instant since) {
    this.address = address;
    this.token = token;
    this.pid = pid;
    this.since = since;
  }

  /** A new secret of 256 random bits. */
  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    StringBuilder token = new StringBuilder();
    for (byte each : bytes) {
      token.append(String.format("%02x", each));
    }
    return token.toString();
  }

  static Path in(Path stateFolder) {
    return stateFolder.resolve(NAME);
  }

  /** Where it listens; always on this machine. */
  InetSocketAddress address() {
    return address;
  }

  String token() {
    return token;
  }

  /** The process that wrote it. */
  long pid() {
    return pid;
  }

  /** When it was written. */
  Instant since() {
    return since;
  }

  /**
   * Puts the file in place at once, so that nobody reads half of it.
   *
   * @throws IOException when the folder can't be written
   */
  void write(Path stateFolder) throws IOException {
    Path target = in(stateFolder);
    Path written = stateFolder.resolve(NAME + "." + pid + ".tmp");
    Files.deleteIfExists(written);
    // Created with the rights it keeps: a file that is restricted later could be opened before.
    Files.createFile(written, ownerOnly(stateFolder));
    try {
      Files.write(written, JsonFields.line(fields()).getBytes(StandardCharsets.UTF_8));
      move(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    // On Windows a file has the rights of its folder.
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void move(Path written, Path target) throws IOException {
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unusual) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    // JVMs may differ in what is the loopback address: 127.0.0.1, or ::1 where IPv6 is preferred.
    fields.put("address", address.getAddress().getHostAddress());
    fields.put("port", address.getPort());
    fields.put("token", token);
    fields.put("pid", pid);
    fields.put("since", Timestamps.text(since));
    return fields;
  }

  /**
   * Reads the file; empty when there is none, or one that isn't understood.
   *
   * @throws IOException when it is there and can't be read, as by another user
   */
  static Optional<ControlFile> read(Path stateFolder) throws IOException {
    Path file = in(stateFolder);
    try {
      if (Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static Optional<ControlFile> parse(String text) {
    JsonFields fields;
    try {
      fields = JsonFields.parse(text);
    } catch (IOException foreign) {
      return Optional.empty();
    }
    Optional<InetSocketAddress> address = address(fields);
    Optional<String> token = fields.text("token");
    if (address.isEmpty() || token.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ControlFile(
            address.get(),
            token.get(),
            fields.number("pid", 0),
            fields.time("since").orElse(Instant.EPOCH)));
  }

  /** Nothing but an address of this machine: the token is for nobody else. */
  private static Optional<InetSocketAddress> address(JsonFields fields) {
    long port = fields.number("port", 0);
    String host = fields.text("address", "");
    if (port < 1 || port > 65_535 || !host.matches("[0-9a-fA-F.:%]+")) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          ? Optional.of(new InetSocketAddress(address, (int) port))
          : Optional.empty();
    } catch (UnknownHostException foreign) {
      return Optional.empty();
    }
  }

  /** Removes the file if it still is this one; another process may have put its own there. */
  void remove(Path stateFolder) throws IOException {
    Optional<ControlFile> present = read(stateFolder);
    if (present.isPresent() && present.get().token.equals(token)) {
      Files.deleteIfExists(in(stateFolder));
    }
  }
}
