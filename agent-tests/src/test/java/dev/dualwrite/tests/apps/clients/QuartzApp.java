package dev.dualwrite.tests.apps.clients;

import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.PersistJobDataAfterExecution;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A clustered job store in the database, with jobs that run, repeat, keep data and remain. */
public final class QuartzApp {
  private static final int RUNS = 12;
  private static final CountDownLatch RUNS_LEFT = new CountDownLatch(RUNS);

  /** Counts its runs in its own stored data. */
  @PersistJobDataAfterExecution
  public static final class CountingJob implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      var data = context.getJobDetail().getJobDataMap();
      data.put("runs", data.getIntValue("runs") + 1);
      RUNS_LEFT.countDown();
    }
  }

  private QuartzApp() {}

  /** Arguments: URL, user, password, driver class, delegate class. */
  public static void main(String[] args) throws Exception {
    Scheduler scheduler = new StdSchedulerFactory(properties(args)).getScheduler();
    for (int i = 0; i < 3; i++) {
      scheduler.scheduleJob(job("repeating " + i), trigger("repeating " + i, 50, RUNS / 3 - 1));
    }
    scheduler.scheduleJob(job("later"), trigger("later", 3_600_000, 5));
    scheduler.scheduleJob(job("deleted"), trigger("deleted", 3_600_000, 5));
    scheduler.deleteJob(job("deleted").getKey());
    scheduler.pauseTrigger(trigger("later", 3_600_000, 5).getKey());
    scheduler.start();
    if (!RUNS_LEFT.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(RUNS_LEFT.getCount() + " runs are missing");
    }
    scheduler.shutdown(true);
  }

  private static JobDetail job(String name) {
    return JobBuilder.newJob(CountingJob.class)
        .withIdentity(name)
        .usingJobData("runs", 0)
        .storeDurably()
        .build();
  }

  private static Trigger trigger(String name, int everyMillis, int repeats) {
    return TriggerBuilder.newTrigger()
        .withIdentity(name)
        .startNow()
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(everyMillis)
                .withRepeatCount(repeats))
        .build();
  }

  private static Properties properties(String[] args) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    properties.setProperty("org.quartz.threadPool.threadCount", "3");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty("org.quartz.jobStore.driverDelegateClass", args[4]);
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.dataSource", "test");
    properties.setProperty("org.quartz.dataSource.test.provider", "hikaricp");
    properties.setProperty("org.quartz.dataSource.test.driver", args[3]);
    properties.setProperty("org.quartz.dataSource.test.URL", args[0]);
    properties.setProperty("org.quartz.dataSource.test.user", args[1]);
    properties.setProperty("org.quartz.dataSource.test.password", args[2]);
    return properties;
  }
}
