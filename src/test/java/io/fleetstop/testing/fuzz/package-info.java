/**
 * Parsers under input that nobody thought of. Seeded generators and no fuzzing engine: the one for JUnit runs nothing but its seeds in an
 * ordinary build, and for more it wants a process and an agent for each target. What a few seconds can find, the same inputs on every
 * machine find as well, and a finding is there again the next time.
 */
package io.fleetstop.testing.fuzz;
