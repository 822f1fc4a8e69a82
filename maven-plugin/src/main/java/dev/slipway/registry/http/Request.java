package dev.slipway.registry.http;

import dev.slipway.problem.SafeText;
import java.net.URI;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * @param image the reference this is for, and
 * @param item what of it: a digest or a tag; both for messages
 * @param form body of a POST; null for a GET
 */
public record Request(URI uri, SortedMap<String, String> headers, @Nullable String form, String image, String item) {
    public static final String AUTHORIZATION = "Authorization";

    public Request {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    public Request with(String header, @Nullable String value) {
        SortedMap<String, String> copy = new TreeMap<>(headers);
        if (value == null) {
            copy.remove(header);
        } else {
            copy.put(header, value);
        }
        return new Request(uri, copy, form, image, item);
    }

    Request to(URI other) {
        return new Request(other, headers, form, image, item);
    }

    /** Without headers, which may hold secrets, and without the query, which may be a signature. */
    @Override
    public String toString() {
        return SafeText.address(uri);
    }
}
