/** Starts the agent: reads the configuration, puts the parts together, installs the hooks. */
package dev.dualwrite.agent;
