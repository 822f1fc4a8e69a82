package dev.slipway.registry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * @param server host and port of who has answered: after a redirect another one than was asked
 * @param redirected true if another server than the one that was asked has answered
 * @param body until its end or {@link #close}
 */
public record Response(int status, HttpHeaders headers, InputStream body, String server, boolean redirected)
        implements AutoCloseable {
    private static final int MAX_DIGITS = 18;

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The announced length of the body; empty if there is none that can be understood. */
    public OptionalLong length() {
        String text = header("Content-Length").strip();
        boolean number = !text.isEmpty()
                && text.length() <= MAX_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether one can see that all of the body has come; without length and chunks a cut looks like its end (RFC 9112 6.3). */
    public boolean showsItsEnd() {
        return length().isPresent() || !header("Transfer-Encoding").isEmpty();
    }

    /** The media type without its parameters, in lower case. */
    public String mediaType() {
        String text = header("Content-Type");
        int parameters = text.indexOf(';');
        return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isHtml() {
        return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
