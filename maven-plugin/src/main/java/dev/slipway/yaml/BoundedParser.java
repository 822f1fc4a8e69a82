package dev.slipway.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/** Ends a text that is too deep or too long before nodes are made of it: the engine's composer descends without a limit. */
final class BoundedParser implements Parser {
    /** Levels of lists and mappings; LinuxKit's files have ten. */
    static final int MAX_DEPTH = 100;

    /** Values, keys, beginnings and ends; each becomes some hundred bytes of memory. */
    private static final int MAX_EVENTS = 3 * NodeReader.MAX_VALUES;

    private final Parser parser;
    private int events;
    private int depth;

    BoundedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        events++;
        if (events > MAX_EVENTS) {
            throw new Refused(
                    event, "there are more than " + NodeReader.MAX_VALUES + " values", "Put them into several files");
        }
        switch (event.getEventId()) {
            case SequenceStart, MappingStart -> depth++;
            case SequenceEnd, MappingEnd -> depth--;
            default -> {}
        }
        if (depth > MAX_DEPTH) {
            throw new Refused(event, "is nested more than " + MAX_DEPTH + " levels deep", "Write it with fewer levels");
        }
        if (tagOf(event).filter(BoundedParser::isNoTag).isPresent()) {
            throw new Refused(event, "the tag begins or ends with a character that cannot be seen", "Remove it");
        }
        return event;
    }

    /** Percent signs can write any character, and the class Tag throws an IllegalArgumentException for such a text. */
    private static boolean isNoTag(String tag) {
        return tag.isEmpty() || !tag.trim().equals(tag);
    }

    private static Optional<String> tagOf(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : Optional.empty();
    }

    /** A limit was reached, or the composer would fail on an event. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Mark> mark;
        private final String what;
        private final String next;

        Refused(Event event, String what, String next) {
            super(what);
            this.mark = event.getStartMark();
            this.what = what;
            this.next = next;
        }

        Optional<Mark> mark() {
            return mark;
        }

        String what() {
            return what;
        }

        String next() {
            return next;
        }
    }
}
