/** How long transactions take when the databases are some milliseconds away. */
package dev.dualwrite.bench.latency;
