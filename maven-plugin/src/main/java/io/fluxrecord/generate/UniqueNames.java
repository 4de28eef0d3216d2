package io.fluxrecord.generate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that are given away once. Not for several threads at once. */
final class UniqueNames {

    private final Set<String> taken = new HashSet<>();
    private final boolean ignoreCase;

    /**
     * Begin with no name taken.
     *
     * @param ignoreCase whether names that differ in case alone are the same, as on file systems that do not tell it
     */
    UniqueNames(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    /** Reserve a name, and return whether it was free. */
    boolean take(String name) {
        return taken.add(ignoreCase ? name.toLowerCase(Locale.ROOT) : name);
    }

    /** Return a name, with a number if somebody has it. */
    String next(String name) {
        String unique = name;
        for (int number = 2; !take(unique); number++) {
            unique = name + (Character.isDigit(name.charAt(name.length() - 1)) ? "_" : "") + number;
        }
        return unique;
    }
}
