/** The command line: one class a command, and how its results are shown. */
package dev.dualwrite.command;
