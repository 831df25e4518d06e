package dev.dualwrite.tests.harness;

import java.nio.file.Files;

/** A pair of databases of which the new one is on a small disk of its own. */
public final class SmallPair implements AutoCloseable {
  private final DatabasePair pair;
  private final SmallDisk disk;
  private final BreakableServer server;
  private final String name;

  private SmallPair(DatabasePair pair, SmallDisk disk, BreakableServer server, String name) {
    this.pair = pair;
    this.disk = disk;
    this.server = server;
    this.name = name;
  }

  static SmallPair create(Database oldDatabase, BreakableServer server, String name, int megabytes)
      throws Exception {
    SmallDisk disk = SmallDisk.mount(server.diskFolder(name), megabytes);
    DatabasePair pair = new DatabasePair(oldDatabase, server.createOn(disk, name));
    return new SmallPair(pair, disk, server, name);
  }

  public DatabasePair pair() {
    return pair;
  }

  public SmallDisk disk() {
    return disk;
  }

  @Override
  public void close() throws Exception {
    disk.makeRoom();
    // Before the disk goes: a server that can't write a table back has more to complain about.
    server.heal();
    server.dropOnDisk(name);
    disk.close();
    Files.deleteIfExists(disk.folder());
  }
}
