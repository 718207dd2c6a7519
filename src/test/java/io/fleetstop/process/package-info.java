/**
 * The packaged service as its operator runs it: a process of its own, set up by environment variables, ended by signals. The cloud plays
 * in the test's process, so that the test knows what was really stopped.
 */
package io.fleetstop.process;
