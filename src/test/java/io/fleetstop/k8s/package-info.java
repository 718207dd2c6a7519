/** The manifests under {@code k8s/}, as kubectl renders them, judged without a cluster. */
package io.fleetstop.k8s;
