package io.nettools.planner.trace;

/**
 * Where a waiting trace stands.
 *
 * @param namespace whose queue it is in
 * @param position in it, 1 is the next; coarse, so that it does not change each time somebody leaves
 * @param lacks what it waits for
 * @param wanted trace pods that it needs there
 */
public record Standing(String namespace, int position, Shortage lacks, int wanted) {
    private static final int EXACT = 5;
    private static final int[] STEPS = {1, 2, 5};

    /** Rounds the position up: exact to {@value #EXACT}, then 10, 20, 50, 100 and so on, so that a trace passes few steps in its life. */
    public static Standing of(String namespace, int position, Shortage lacks, int wanted) {
        return new Standing(namespace, coarse(position), lacks, wanted);
    }

    private static int coarse(int position) {
        if (position <= EXACT) {
            return position;
        }
        for (long decade = 10; ; decade *= 10) {
            for (int step : STEPS) {
                if (position <= step * decade) {
                    return (int) Math.min(Integer.MAX_VALUE, step * decade);
                }
            }
        }
    }

    /** For the status. */
    public String sentence() {
        String where = position <= EXACT ? "Position " + position + " in" : "Among the first " + position + " in";
        return where + " the queue of namespace " + namespace + "; waits " + lacks.text(wanted) + ".";
    }
}
