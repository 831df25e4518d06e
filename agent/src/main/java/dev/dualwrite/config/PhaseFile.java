package dev.dualwrite.config;

import dev.dualwrite.phase.Phase;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phase in the properties file, which is looked at, and rewritten, while all else stays. */
public final class PhaseFile {
  private static final String KEY = Keys.PHASE.name();

  /** The line of the key, with the lines that its value goes on in. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^([ \\t\\f]*"
              + Pattern.quote(KEY)
              + "[ \\t\\f]*[=: \\t\\f][ \\t\\f]*)"
              + "((?:[^\\r\\n\\\\]|\\\\[^\\r\\n]|\\\\\\r?\\n)*)$");

  private final Path file;
  private final SettingsLoader loader;

  /** The phase of a file, with the overrides of this process. */
  public PhaseFile(Path file) {
    this(file, SettingsLoader.ofThisProcess());
  }

  PhaseFile(Path file, SettingsLoader loader) {
    this.file = file.toAbsolutePath();
    this.loader = loader;
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /**
   * When the file was changed last.
   *
   * @throws IOException when it isn't there
   */
  public FileTime changed() throws IOException {
    return Files.getLastModifiedTime(file);
  }

  /**
   * The phase that a start with this file would have.
   *
   * @throws ConfigurationException naming everything that is wrong with the file
   */
  public Phase read() throws ConfigurationException {
    return loader.load(file).phase();
  }

  /** What sets the phase in place of the file; empty when the file does. */
  public Optional<String> overriddenBy() {
    return loader.overriding(Keys.PHASE);
  }

  /**
   * Writes another phase into the file.
   *
   * @throws IOException when that can't be done; the file is as it was
   */
  public void write(Phase phase) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String changed = changed(text, phase);
    Properties before = parse(text);
    boolean hidden = before.containsKey(KEY) && !LINE.matcher(text).find();
    before.setProperty(KEY, phase.label());
    if (hidden || !before.equals(parse(changed))) {
      throw new IOException("its line of " + KEY + " can't be told from the others");
    }
    if (!changed.equals(text)) {
      replace(changed);
    }
  }

  private static String changed(String text, Phase phase) {
    Matcher line = LINE.matcher(text);
    if (line.find()) {
      return text.substring(0, line.start(2)) + phase.label() + text.substring(line.end(2));
    }
    String separator = text.isEmpty() || text.endsWith("\n") ? "" : System.lineSeparator();
    return text + separator + KEY + "=" + phase.label() + System.lineSeparator();
  }

  private static Properties parse(String text) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException malformed) {
      throw new IOException("it is no properties file: " + malformed.getMessage(), malformed);
    }
    return properties;
  }

  /** In one step, where the folder may be written; a reader sees the one text or the other. */
  private void replace(String text) throws IOException {
    Path real = file.toRealPath();
    Path beside = real.resolveSibling(real.getFileName() + ".dualwrite");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      copyAccess(real, beside);
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException notInThisFolder) {
      Files.deleteIfExists(beside);
      Files.writeString(real, text, StandardCharsets.UTF_8);
    }
  }

  private static void copyAccess(Path from, Path to) throws IOException {
    PosixFileAttributeView theirs = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView ours = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (theirs != null && ours != null) {
      ours.setPermissions(theirs.readAttributes().permissions());
      if (!theirs.getOwner().equals(ours.getOwner())) {
        ours.setOwner(theirs.getOwner());
      }
    }
  }
}
