package dev.dualwrite.tests.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tiny file system over a folder, which a test fills up; closing it takes it away again. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;
  private final Path ballast;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.ballast = folder.resolve("ballast");
  }

  /** Mounts one over a folder, which is made; skips the test where only root could. */
  public static SmallDisk mount(Path folder, int megabytes)
      throws IOException, InterruptedException {
    assumeTrue(Shell.isRoot(), "only root can mount a small disk");
    Files.createDirectories(folder);
    Shell.run(
        "mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", "" + folder);
    return new SmallDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Takes all room that is left. */
  public void fill() throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (folder.toFile().getUsableSpace() > 0) {
        out.write(page);
      }
    }
  }

  /** Gives the room back. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    // Lazily, since a process that is just ending may still have files open there.
    Shell.run("umount", "--lazy", folder.toString());
  }
}
