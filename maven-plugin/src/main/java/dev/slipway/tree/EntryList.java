package dev.slipway.tree;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/**
 * Entries that are made when somebody asks for them, out of others that are held once: an image's files, claimed by a container and cut
 * into segments, cost no memory of their own. None of these lists ever changes.
 */
abstract class EntryList extends AbstractList<Entry> implements RandomAccess {
    /** Entries as a function makes them of others, one for one. */
    static List<Entry> mapped(List<Entry> entries, UnaryOperator<Entry> change) {
        return new EntryList() {
            @Override
            public Entry get(int index) {
                return change.apply(entries.get(index));
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    /** @param indexes of the entries, in this order */
    static List<Entry> selected(List<Entry> entries, int[] indexes) {
        return new EntryList() {
            @Override
            public Entry get(int index) {
                return entries.get(indexes[index]);
            }

            @Override
            public int size() {
                return indexes.length;
            }
        };
    }

    /** Lists one after the other. */
    static List<Entry> joined(List<List<Entry>> lists) {
        List<List<Entry>> parts = new ArrayList<>();
        for (List<Entry> list : lists) {
            if (list instanceof Joined joined) {
                parts.addAll(joined.parts);
            } else if (!list.isEmpty()) {
                parts.add(list);
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Joined(parts);
    }

    /** A part of a list, from an index to before another. */
    static List<Entry> part(List<Entry> entries, int from, int to) {
        return entries instanceof Joined joined ? joined.part(from, to) : entries.subList(from, to);
    }

    private static final class Joined extends EntryList {
        private final List<List<Entry>> parts;

        /** Where each part begins, and where the last ends. */
        private final int[] starts;

        Joined(List<List<Entry>> parts) {
            this.parts = parts;
            this.starts = new int[parts.size() + 1];
            for (int i = 0; i < parts.size(); i++) {
                starts[i + 1] = starts[i] + parts.get(i).size();
            }
        }

        @Override
        public Entry get(int index) {
            int part = partOf(index);
            return parts.get(part).get(index - starts[part]);
        }

        private int partOf(int index) {
            int found = Arrays.binarySearch(starts, index);
            return found >= 0 ? found : -found - 2;
        }

        @Override
        public int size() {
            return starts[parts.size()];
        }

        List<Entry> part(int from, int to) {
            List<List<Entry>> cut = new ArrayList<>();
            for (int i = from; i < to; ) {
                int part = partOf(i);
                int end = Math.min(to, starts[part + 1]);
                cut.add(parts.get(part).subList(i - starts[part], end - starts[part]));
                i = end;
            }
            return joined(cut);
        }
    }
}
