/** What an operator sees and asks of a running application: its status, its audit, a retry. */
package dev.dualwrite.operations;
