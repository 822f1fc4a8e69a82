package dev.slipway.registry.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/** Says why a request failed, for a reader of messages. */
public final class FailureText {
    private FailureText() {}

    /** The JDK's exceptions often have no message, or a worse one below them. */
    public static String of(IOException failure) {
        if (failure instanceof TransientFailure) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof RedirectTargetFailed elsewhere) {
            return "redirects to " + elsewhere.server() + ": " + of(elsewhere.failure());
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return "its name is not known (DNS)";
            }
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof HttpTimeoutException) {
            return "no response in time";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
