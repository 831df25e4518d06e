/** What all benches share: the databases, the agent's configurations, and the figures. */
package dev.dualwrite.bench.run;
