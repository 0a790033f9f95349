package io.nettools.analyser.sketch;

import io.nettools.analyser.sketch.Members.Member;
import java.util.ArrayList;
import java.util.List;

/** Tells the members of a sketch: one that is alone in a cell is taken out of all of its cells, which leaves others alone in theirs. */
final class Peeling {
    private Peeling() {}

    /** Leaves nothing of the sketch, or what cannot be told. */
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

    /** Each member leaves one cell empty at least; a sketch that tells more than it has cells was made by somebody for no good. */
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
