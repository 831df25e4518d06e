/**
 * Sends the calls of a connection of one database to the other one, where the phase makes that one
 * the primary.
 */
package dev.dualwrite.route;
