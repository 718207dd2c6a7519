/** Volcengine's gateway style: how its calls are written, signed, read and answered. */
package io.fleetstop.wire.volcengine;
