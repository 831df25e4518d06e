/** The agent's own log, behind slf4j, and the rotated files that logs are made of. */
package dev.dualwrite.logging;
