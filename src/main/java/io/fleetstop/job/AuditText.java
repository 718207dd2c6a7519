package io.fleetstop.job;

/** Makes text that may come from a caller fit for the audit trail: short, and without what a log or a terminal would take for a command. */
final class AuditText {
    private static final int SHOWN = 4;
    private static final String HIDDEN = "***";
    private static final int UNPRINTABLE = '?';

    private AuditText() {}

    /**
     * @param text null stays null
     * @param longest in characters as the database counts them
     */
    static String fit(String text, int longest) {
        return text == null
                ? null
                : text.codePoints()
                        .limit(longest)
                        .map(each -> isPrintable(each) ? each : UNPRINTABLE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The beginning of a client token, of a short one less than half: enough to know it by, and too little to use. */
    static String masked(String clientToken) {
        return clientToken == null
                ? null
                : fit(clientToken, Math.min(SHOWN, clientToken.codePointCount(0, clientToken.length()) / 2)) + HIDDEN;
    }

    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
