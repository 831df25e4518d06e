/**
 * Connections of the agent's own to the two databases, made by their drivers, and the threads that
 * use them.
 */
package dev.dualwrite.endpoint;
