package dev.dualwrite.tests.apps.containers;

import dev.dualwrite.tests.harness.Await;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys the same web application several times; prints whether its class loaders are collected.
 */
public final class RedeployApp {
  private static final int DEPLOYMENTS = 3;

  private final Tomcat tomcat = new Tomcat();
  private final String[] args;

  private RedeployApp(String[] args) {
    this.args = args;
  }

  /** Arguments: the web application's folder, the server's folder, URL, user, password. */
  public static void main(String[] args) throws Exception {
    RedeployApp app = new RedeployApp(args);
    app.tomcat.setBaseDir(args[1]);
    app.tomcat.setPort(0);
    app.tomcat.getConnector();
    app.tomcat.start();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 1; i <= DEPLOYMENTS; i++) {
      loaders.add(app.deployAndUse(i));
    }
    awaitCollected(loaders);
    app.tomcat.stop();
    app.tomcat.destroy();
    System.out.println("ended");
  }

  private WeakReference<ClassLoader> deployAndUse(int id) throws Exception {
    Context context = tomcat.addWebapp("/app" + id, new File(args[0]).getAbsolutePath());
    Wrapper servlet = Tomcat.addServlet(context, "writing", WritingServlet.class.getName());
    servlet.addInitParameter("url", args[2]);
    servlet.addInitParameter("user", args[3]);
    servlet.addInitParameter("password", args[4]);
    context.addServletMappingDecoded("/write", "writing");
    System.out.println(get("/app" + id + "/write?id=" + id));
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    context.stop();
    tomcat.getHost().removeChild(context);
    context.destroy();
    return loader;
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** The last one may still be held by what served its last request. */
  private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) throws Exception {
    for (WeakReference<ClassLoader> loader : loaders.subList(0, loaders.size() - 1)) {
      Await.until(
          "the class loader of an undeployed web application is collected",
          Duration.ofSeconds(30),
          () -> {
            System.gc();
            return loader.get() == null;
          });
      System.out.println("collected");
    }
  }
}
