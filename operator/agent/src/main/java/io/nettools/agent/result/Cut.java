package io.nettools.agent.result;

import java.util.ArrayList;
import java.util.List;

/** A result that can be made smaller by the importance of its parts. */
interface Cut {
    /** How much there is. */
    Sizes whole();

    /** More of a part than this is never even tried. */
    default int limit() {
        return 400;
    }

    /** What to cut first, and how far, before the next is touched. With all of them at their last floor the result fits. */
    List<Sizes.Floor> floors();

    /** The result with so much of it, and a note that says what is missing. */
    Object keeping(Sizes kept);

    /** The first of a list, the last of its importance being cut. */
    static <T> List<T> first(int count, List<T> list) {
        return list.subList(0, Math.min(count, list.size()));
    }

    /** A text within the length, never ending in half a character. */
    static String text(Sizes kept, String text) {
        int length = Math.min(kept.of(Part.Text), text.length());
        boolean half = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, half ? length - 1 : length);
    }

    static List<String> texts(Sizes kept, int count, List<String> texts) {
        return first(count, texts).stream().map(text -> text(kept, text)).toList();
    }

    /** The notes that are kept, then the one about what is not. */
    static List<String> notes(Sizes kept, Sizes whole, List<String> notes) {
        List<String> all = new ArrayList<>(texts(kept, kept.of(Part.Notes), notes));
        kept.difference(whole).ifPresent(all::add);
        return all;
    }
}
