package dev.dualwrite.tests.apps.containers;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Adds a row for each request, through the driver of the web application itself. */
public final class WritingServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      Class.forName("org.h2.Driver");
      response.getWriter().print("count " + write(request));
    } catch (ClassNotFoundException | SQLException e) {
      throw new ServletException(e);
    }
  }

  private int write(HttpServletRequest request) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                getInitParameter("url"), getInitParameter("user"), getInitParameter("password"));
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setInt(1, Integer.parseInt(request.getParameter("id")));
      insert.setString(2, "by a servlet");
      return insert.executeUpdate();
    }
  }
}
