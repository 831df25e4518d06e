/**
 * The mirrored half of the application's transactions: twins, their workers, and what happens at
 * commit. It knows nothing of how calls are captured.
 */
package dev.dualwrite.mirror;
