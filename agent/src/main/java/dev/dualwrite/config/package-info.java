/** The configuration: its keys, how it is loaded, and what is said when it is wrong. */
package dev.dualwrite.config;
