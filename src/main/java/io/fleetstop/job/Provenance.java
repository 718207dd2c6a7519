package io.fleetstop.job;

/**
 * The request that something is done for, as the audit trail keeps it.
 *
 * @param door {@code rest} or the cloud whose language the caller speaks
 * @param requestId the request's name, up to 64 characters
 * @param from the address that it came from; what a proxy says of it may be anything
 */
public record Provenance(String door, Deed deed, String requestId, String from) {
    private static final int LONGEST_ADDRESS = 64;

    public Provenance {
        from = AuditText.fit(from, LONGEST_ADDRESS);
    }
}
