/**
 * A JDBC driver that does nothing, so that what stands between it and an application is all that
 * costs time.
 */
package dev.dualwrite.bench.nothing;
