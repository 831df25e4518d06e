/** What the agent adds to a JVM: at its start, at rest, and for each prepared statement. */
package dev.dualwrite.bench.footprint;
