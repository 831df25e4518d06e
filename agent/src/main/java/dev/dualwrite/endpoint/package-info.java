/** Connections of the agent's own to the two databases, made by the databases' drivers. */
package dev.dualwrite.endpoint;
