package io.fluxrecord;

import io.fluxrecord.error.ConfigurationException;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A URL to connect to, which may hold passwords: messages are passed on without them. What R2DBC and drivers say of a
 * bad URL often quotes it.
 */
final class ConnectionUrl {

    private static final String MASK = "***";

    /** The name of a parameter that holds a secret, and its value, which may hold an ampersand that was not encoded. */
    private static final Pattern SECRET = Pattern.compile(
            "((?:^|[?&;\\s])[^=&;?\\s]*(?:password|passwd|pwd|passphrase|secret|token|credential)[^=&;?]*=)"
                    + "([^&]*(?:&[^=&]*(?=&|$))*)",
            Pattern.CASE_INSENSITIVE);

    /** What stands for the host, where a character of the password is not encoded: no port is a word. */
    private static final Pattern NO_PORT = Pattern.compile("[^:\\[]*:(?![\\d:,]*(?:,|$)).*");

    private static final Pattern DELIMITER = Pattern.compile("[/?#@:&;=%,]");

    /** What R2DBC says of a % that is no escape, followed by the two characters that come after it. */
    private static final String BAD_ESCAPE = "escape (%)";

    private final String url;

    ConnectionUrl(String url) {
        this.url = url;
    }

    /**
     * Connect with the driver for this URL.
     *
     * @param refine adds options that the URL leaves open
     * @throws IllegalArgumentException if the URL makes no sense
     * @throws ConfigurationException if there is no driver for it
     */
    ConnectionFactory connect(Function<ConnectionFactoryOptions, ConnectionFactoryOptions> refine) {
        requireEncoded();
        try {
            return Services.connectionFactory(refine.apply(ConnectionFactoryOptions.parse(url)));
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    /** What follows the @ would be taken for the host, and come out in messages of the network. */
    private void requireEncoded() {
        String authority = authority();
        int end = endOfAuthority();
        int query = url.indexOf('?', end);
        String path = url.substring(end, query < 0 ? url.length() : query);
        boolean late = !authority.contains("@") && url.indexOf('@', end) >= 0;
        if (late && (NO_PORT.matcher(authority).matches() || path.contains("@"))) {
            throw unusable("an @ comes after a /, ? or #; write these as %2F, %3F and %23 in a user's name or password,"
                    + " and the @ as %40");
        }
    }

    private String authority() {
        return url.substring(begin(), endOfAuthority());
    }

    private int endOfAuthority() {
        int end = begin();
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int begin() {
        int separator = url.indexOf("://");
        return separator < 0 ? 0 : separator + 3;
    }

    private IllegalArgumentException unusable(String reason) {
        return new IllegalArgumentException("The URL " + masked() + " cannot be used: " + reason);
    }

    private IllegalArgumentException unusable(RuntimeException error) {
        IllegalArgumentException unusable = unusable(reason(error));
        if (isClean(error)) {
            unusable.initCause(error);
        }
        return unusable;
    }

    /** An error is quoted as far as it says nothing of its own of what the URL hides. */
    private String reason(RuntimeException error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains(url)) {
            message = error.getCause() instanceof URISyntaxException syntax
                    ? syntax.getReason() + " at index " + syntax.getIndex()
                    : message.replace(url, masked());
        }
        return isClean(message) ? message : "a part of it is not encoded as it should be";
    }

    private boolean isClean(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (!isClean(String.valueOf(each.getMessage()))) {
                return false;
            }
        }
        return true;
    }

    /** Return whether a message shows neither a URL with secrets nor, with the reason for it, a part of one. */
    private boolean isClean(String message) {
        if (message.contains(url) && !masked().equals(url)) {
            return false;
        }
        String rest = message.replace(masked(), "");
        Matcher parameter = SECRET.matcher(url);
        while (parameter.find()) {
            if (shows(rest, parameter.group(2))) {
                return false;
            }
        }
        String password = password();
        return password == null || !shows(rest, password);
    }

    /** Whether a message shows a secret or a part of it that could have been cut out at a character of the URL. */
    private static boolean shows(String message, String secret) {
        return message.contains(BAD_ESCAPE)
                || Stream.of(secret, decoded(secret))
                        .flatMap(DELIMITER::splitAsStream)
                        .anyMatch(part -> part.length() > 1 && message.contains(part));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Return what may be the password of the user, or null. */
    private @Nullable String password() {
        int colon = url.indexOf(':', begin());
        int at = url.lastIndexOf('@');
        if (at < colon && url.contains("://") && NO_PORT.matcher(authority()).matches()) {
            return url.substring(colon + 1, endOfAuthority()); // The @ and the host were forgotten.
        }
        return colon < 0 || at < colon ? null : url.substring(colon + 1, at);
    }

    /** Return the URL with all that may be secret left out; rather too much of it than too little. */
    String masked() {
        String password = password();
        int colon = url.indexOf(':', begin());
        String shown = password == null
                ? url
                : url.substring(0, colon + 1) + MASK + url.substring(colon + 1 + password.length());
        return SECRET.matcher(shown).replaceAll("$1" + Matcher.quoteReplacement(MASK));
    }

    /** Not the URL itself. */
    @Override
    public String toString() {
        return masked();
    }
}
