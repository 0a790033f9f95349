package io.nettools.planner.trace;

/**
 * The standing of a waiting trace.
 *
 * @param namespace of the queue
 * @param position in the queue, 1 is the next; rounded, so that it does not change each time a trace leaves
 * @param lacks reason why it waits
 * @param wanted trace pods that it needs there
 */
public record Standing(String namespace, int position, Shortage lacks, int wanted) {
    private static final int EXACT = 5;
    private static final int[] STEPS = {1, 2, 5};

    /**
     * Rounds the position up: exact to {@value #EXACT}, then 10, 20, 50, 100 and so on, so that a trace reports few
     * positions in its life.
     */
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

    /** The sentence for the status. */
    public String sentence() {
        String where = position <= EXACT ? "Position " + position + " in" : "Among the first " + position + " in";
        return where + " the queue of namespace " + namespace + "; waits " + lacks.text(wanted) + ".";
    }
}
