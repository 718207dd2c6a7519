package io.fleetstop.target;

/**
 * A pattern in which {@code *} is any number of characters and {@code ?} is one. At worst the length of the pattern times that of the text:
 * a regular expression of the same meaning may take time without end.
 */
record Wildcard(String pattern) {
    private static final char ANY = '*';
    private static final char ONE = '?';

    static boolean isIn(String text) {
        return text.indexOf(ANY) >= 0 || text.indexOf(ONE) >= 0;
    }

    boolean fits(String text) {
        int next = 0;
        int at = 0;
        int star = -1;
        int starTookUpTo = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == ANY) {
                star = next++;
                starTookUpTo = at;
            } else if (next < pattern.length() && isAt(next, text.charAt(at))) {
                next++;
                at++;
            } else if (star >= 0) {
                // Only the last star ever takes more: what those before it took can stay as short as it is.
                next = star + 1;
                at = ++starTookUpTo;
            } else {
                return false;
            }
        }
        return pattern.chars().skip(next).allMatch(rest -> rest == ANY);
    }

    private boolean isAt(int place, char character) {
        return pattern.charAt(place) == ONE || pattern.charAt(place) == character;
    }
}
