/** What tests of several packages stand on. */
package io.fleetstop.testing;
