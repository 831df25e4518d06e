/** What the agent costs, measured beside its peers; nothing here is run by the tests. */
package dev.dualwrite.bench;
