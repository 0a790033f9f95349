package io.nettools.planner.topology;

/**
 * A line of the drawing before the width of the boxes is known.
 *
 * <pre>
 *        #  text           depth 0
 * |      #  text      |    depth 1, in a box
 * |  +---#- text ---+ |    depth 2, the edge of a box in a box
 * </pre>
 *
 * @param depth boxes around it
 * @param mark in the rail's column
 * @param text behind the rail, with the blanks between
 */
record Row(Shape shape, int depth, char mark, String text) {
    /** The kind of a line. */
    enum Shape {
        Prose,
        Inside,
        Edge
    }

    /** Columns left of the rail. */
    static final int RAIL = 7;

    /** A sentence, without a rail. */
    static Row prose(String text) {
        return new Row(Shape.Prose, 0, ' ', text);
    }

    /** A text on the rail. */
    static Row on(int depth, char mark, String text) {
        return new Row(Shape.Inside, depth, mark, "  " + text);
    }

    /** A branch of the rail. */
    static Row beside(int depth, char mark, String text) {
        return new Row(Shape.Inside, depth, mark, "-- " + text);
    }

    static Row top(int depth, char mark, String title) {
        return new Row(Shape.Edge, depth, mark, "- " + title + " ");
    }

    static Row bottom(int depth, char mark) {
        return new Row(Shape.Edge, depth, mark, "");
    }

    /**
     * Columns of the boxes that the line needs when nothing is cut; a sentence is outside of the boxes and needs none.
     */
    int width() {
        return shape == Shape.Prose ? 0 : RAIL + 1 + text.length() + right().length();
    }

    /** The line, at the width of the boxes. */
    String drawn(int width) {
        if (shape == Shape.Prose) {
            return text.stripTrailing();
        }
        int room = width - RAIL - 1 - right().length();
        String said = Words.cut(text, room);
        String fill = (shape == Shape.Edge ? "-" : " ").repeat(room - said.length());
        return (left() + mark + said + fill + right()).stripTrailing();
    }

    private String left() {
        String corner = shape == Shape.Edge ? "+" : "|";
        String fill = shape == Shape.Edge ? "-" : " ";
        return switch (depth) {
            case 0 -> " ".repeat(RAIL);
            case 1 -> corner + fill.repeat(RAIL - 1);
            default -> "|  " + corner + fill.repeat(RAIL - 4);
        };
    }

    private String right() {
        String end = shape == Shape.Edge ? "-+" : " |";
        return switch (depth) {
            case 0 -> "";
            case 1 -> end;
            default -> end + "  |";
        };
    }
}
