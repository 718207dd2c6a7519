/** How a request is refused: one table of codes, and problem documents (RFC 9457) made from it. No other text ever leaves as an error. */
package io.fleetstop.problem;
