package io.fleetstop.identity;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells who sent the request at hand. */
@ApplicationScoped
public class CurrentCaller {

    static final Caller ANYONE = new Caller("default", "default/anonymous");

    /** The only caller there is in {@link AuthConfig.Mode#OPEN}; {@link AuthGuard} lets no other mode start. */
    public Caller get() {
        return ANYONE;
    }
}
