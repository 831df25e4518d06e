package dev.dualwrite.demo.tour;

import static dev.dualwrite.demo.tour.TourFailedException.unless;

import dev.dualwrite.demo.compare.Comparison;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of the tour, from old-only to new-only, each of which checks what it says. */
final class Journey {
  private static final int SOME_ORDERS = 60;

  private final Path agentJar;
  private final Stage stage;
  private final Operator operator;
  private final Narrator narrator;
  private ShopProcess shop;

  Journey(Path agentJar, Stage stage, Narrator narrator) {
    this.agentJar = agentJar;
    this.stage = stage;
    this.operator = new Operator(agentJar, stage.properties(), stage.commandLog());
    this.narrator = narrator;
  }

  void run() throws IOException, InterruptedException, SQLException, TourFailedException {
    try {
      oldOnly();
      newSecondary();
      bothRequired();
      outage();
      catchUp();
      cutOver("the cutover");
      rollBack();
      cutOver("the cutover again");
      newOnly();
      oldIsGone();
      end();
    } finally {
      if (shop != null) {
        shop.close();
      }
    }
  }

  private void oldOnly()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("old-only: nothing is mirrored, and each write is classified");
    startShop();
    shop.open("history");
    shop.awaitOrders(SOME_ORDERS);
    narrator.command("dualwrite audit");
    Answer audit = operator.run("audit");
    narrator.say(
        "%d kinds of writes, %d no-gos: %s",
        audit.objects("statements").size(), audit.number("noGos"), audit.text("verdict"));
    shop.pause();
    long orders = shop.figures().number("orders");
    unless(Stage.orders(stage.newServer()) == 0, "new has orders in old-only");
    unless(Stage.orders(stage.oldServer()) == orders, "old lacks orders");
    narrator.say("%d orders on old, 0 on new", orders);
  }

  private void newSecondary()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("new-secondary: old is authoritative, new gets each write, and then the history");
    change("new-secondary");
    // New goods and customers: an order of the history's would fail on new until that is copied.
    shop.open("today");
    backfill();
    sell();
    Answer status = operator.run("status");
    unless(status.sum("tables", "mirrored") > 0, "no row was mirrored: " + status);
    narrator.say(
        "status: %d rows mirrored, %d failed, condition %s",
        status.sum("tables", "mirrored"), status.sum("tables", "failed"), condition(status));
    requireEqual();
  }

  /** While the shop takes orders. */
  private void backfill() throws IOException, InterruptedException, TourFailedException {
    narrator.command("dualwrite backfill");
    Answer copied = operator.run("backfill");
    unless(copied.objects("left").isEmpty(), "rows are left: " + copied);
    narrator.say(
        "%d rows of %d tables copied, 0 left, while orders are taken",
        copied.sum("tables", "rows"), copied.objects("tables").size());
  }

  private void bothRequired()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("both-required: what fails on new is queued, durably");
    change("both-required");
    sell();
    requireEqual();
  }

  private void outage() throws IOException, InterruptedException, TourFailedException {
    narrator.step("an outage: the server of new is switched off");
    // Between two orders: a commit that nobody answered is looked at again for 20 minutes, before
    // which the gates don't open.
    shop.pause();
    stage.newServer().switchOff();
    shop.resume();
    sell();
    narrator.command("dualwrite status");
    Answer status =
        operator.awaitStatus(
            s -> s.number("lag", "queued") > 0 && s.text("breaker", "state").equals("open"),
            "keys are queued and the breaker is open");
    narrator.say(
        "%d keys queued, the breaker is %s, condition %s",
        status.number("lag", "queued"), status.text("breaker", "state"), condition(status));
    narrator.command("dualwrite phase new-primary --dry-run");
    Answer gates = operator.run(1, "phase", "new-primary", "--dry-run");
    unless(gates.text("outcome").equals("would-refuse"), "the gates are open: " + gates);
    narrator.say("HELD by %s", held(gates));
  }

  private void catchUp()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("catching up: new is switched on again");
    double before = narrator.seconds();
    stage.newServer().switchOn();
    Answer status =
        operator.awaitStatus(s -> s.flag("clean"), "nothing is queued and no divergence is open");
    narrator.command("dualwrite status");
    narrator.say(
        "clean after %.1f s: %d keys queued, %d parked, %d divergences open",
        narrator.seconds() - before,
        status.number("lag", "queued"),
        status.number("lag", "parked"),
        status.number("openDivergences"));
    requireEqual();
    verify();
  }

  private void cutOver(String name)
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step(name + ": new-primary, new is authoritative, old its shadow");
    move("new-primary", "new");
  }

  private void rollBack()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("a rollback: both-required, old is authoritative again");
    move("both-required", "old");
  }

  private void move(String phase, String primary)
      throws IOException, InterruptedException, SQLException, TourFailedException {
    Answer change = change(phase);
    narrator.say(
        "all %d gates open; transactions were held back for %.1f ms, none longer than %.1f ms",
        change.objects("gates").size(),
        change.decimal("pauseMillis"),
        change.decimal("longestWaitMillis"));
    sell();
    requireEqual();
    Answer verified = verify();
    unless(verified.text("primary").equals(primary), "verify doesn't hold " + primary + " primary");
  }

  private void newOnly()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("new-only: old gets no writes any more");
    shop.pause();
    change("new-only");
    long onOld = Stage.orders(stage.oldServer());
    shop.resume();
    sell();
    shop.pause();
    long onNew = Stage.orders(stage.newServer());
    unless(Stage.orders(stage.oldServer()) == onOld, "old still gets orders");
    unless(onNew >= onOld + SOME_ORDERS, "new lacks orders");
    narrator.say("orders on old %d, on new %d", onOld, onNew);
    shop.resume();
  }

  private void oldIsGone()
      throws IOException, InterruptedException, SQLException, TourFailedException {
    narrator.step("old is switched off: the shop goes on, and also starts without it");
    stage.oldServer().switchOff();
    sell();
    shop.pause();
    requireAllOrders();
    shop.close();
    startShop();
    shop.open("without-old");
    long before = Stage.orders(stage.newServer());
    sell();
    shop.pause();
    unless(Stage.orders(stage.newServer()) >= before + SOME_ORDERS, "new lacks orders");
  }

  private void end() throws IOException, InterruptedException, TourFailedException {
    narrator.command("dualwrite phase");
    Answer view = operator.run("phase");
    unless(view.text("phase").equals("new-only"), "the phase isn't new-only: " + view);
    narrator.say("%s, and before:", view.text("phase"));
    for (Answer change : view.objects("changes")) {
      narrator.say(
          "%s to %s, by %s, pause %.1f ms",
          change.text("from"),
          change.text("to"),
          change.text("origin"),
          change.decimal("pauseMillis"));
    }
  }

  private void startShop() throws IOException, TourFailedException {
    shop =
        ShopProcess.start(agentJar, stage.properties(), stage.oldServer().url(), stage.shopLog());
  }

  /** Has the phase changed, and requires that it was. */
  private Answer change(String phase)
      throws IOException, InterruptedException, TourFailedException {
    narrator.command("dualwrite phase " + phase);
    shop.longestMillis();
    Answer change = operator.run("phase", phase);
    unless(change.flag("changed"), "the phase was not changed: " + change);
    return change;
  }

  /** Lets the shop take some orders, and tells how that went. */
  private void sell() throws IOException, InterruptedException, TourFailedException {
    Answer figures = shop.awaitOrders(SOME_ORDERS);
    narrator.say(
        "shop: %d orders, %d rolled back, %d errors; the longest order took %d ms",
        figures.number("orders"),
        figures.number("rolledBack"),
        figures.number("errors"),
        shop.longestMillis());
  }

  /** At a stop of the shop, both databases must hold the same rows, and every order. */
  private void requireEqual() throws IOException, SQLException, TourFailedException {
    shop.pause();
    List<Comparison> tables = stage.compare();
    String verdicts =
        tables.stream()
            .map(t -> t.table() + " " + t.newContents().size() + " " + t.verdict())
            .collect(Collectors.joining(", "));
    unless(tables.stream().allMatch(t -> t.differingKeys().isEmpty()), "not equal: " + verdicts);
    requireAllOrders();
    narrator.say("at a stop, both databases: %s", verdicts);
    shop.resume();
  }

  /** Each order that the shop was told to be placed must be there. */
  private void requireAllOrders() throws IOException, SQLException, TourFailedException {
    long placed = shop.figures().number("orders");
    long held = Stage.orders(stage.newServer());
    unless(held == placed, "the shop placed " + placed + " orders, and new holds " + held);
  }

  /** While the shop takes orders. */
  private Answer verify() throws IOException, InterruptedException, TourFailedException {
    narrator.command("dualwrite verify");
    Answer verified = operator.run("verify");
    unless(verified.flag("clean"), "verify found differences: " + verified);
    narrator.say(
        "%d tables, %d rows, %d differences, in %.1f s, while orders are taken",
        verified.objects("tables").size(),
        verified.sum("tables", "rows"),
        verified.objects("differences").size() + verified.number("furtherDifferences"),
        verified.decimal("seconds"));
    return verified;
  }

  /** The gates that hold, each with its first few words. */
  private static String held(Answer gates) {
    return gates.objects("gates").stream()
        .filter(gate -> !gate.flag("open"))
        .map(gate -> gate.text("gate") + " (" + gate.text("found").split("[:,]", 2)[0] + ")")
        .collect(Collectors.joining(", "));
  }

  private static String condition(Answer status) {
    return status.text("condition");
  }
}
