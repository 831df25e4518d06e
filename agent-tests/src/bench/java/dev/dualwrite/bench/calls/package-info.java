/** What one call costs, by JMH. */
package dev.dualwrite.bench.calls;
