/**
 * What has to outlive the process: intents of transactions under way, the queue of keys to
 * reconcile, tables to verify and small documents, in one folder. Knows no connection.
 */
package dev.dualwrite.state;
