/** Changes of the phase: their gates, the fence around them, and their record in the state. */
package dev.dualwrite.transition;
