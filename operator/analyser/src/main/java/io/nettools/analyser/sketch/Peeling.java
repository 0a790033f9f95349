package io.nettools.analyser.sketch;

import io.nettools.analyser.sketch.Members.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the members of a sketch. A member that is alone in a cell is removed from all its cells, which may leave
 * others alone in theirs.
 */
final class Peeling {
    private Peeling() {}

    /** The members of a sketch, which is emptied except for members that cannot be decoded. */
    static Members of(Sketch sketch) {
        List<Member> told = new ArrayList<>();
        boolean more = true;
        while (more) {
            int before = told.size();
            for (int cell = 0; cell < sketch.cells(); cell++) {
                peel(sketch, cell, told);
            }
            more = told.size() > before;
        }
        return new Members(told, isEmpty(sketch));
    }

    /**
     * Removes the only member of a cell, if it has one. Each member empties at least one cell, so a sketch with more
     * decoded members than cells is forged.
     */
    private static void peel(Sketch sketch, int cell, List<Member> told) {
        long key = sketch.only(cell);
        if (key < 0 || told.size() == sketch.cells()) {
            return;
        }
        Member member = new Member(key, sketch.count(cell));
        told.add(member);
        sketch.insert(key, -member.times());
    }

    private static boolean isEmpty(Sketch sketch) {
        for (int cell = 0; cell < sketch.cells(); cell++) {
            if (!sketch.empty(cell)) {
                return false;
            }
        }
        return true;
    }
}
