package io.nettools.controller.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteBufferFeeder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies an answer of the API server while its bytes arrive, with only the kept fields of each object. So a list of 500
 * objects of a megabyte each is never held as a whole: it takes as much memory as its largest object.
 */
final class Sieve {
    /**
     * Limit for the bytes of a text; no longer text is used. A spec with such a text exceeds the allowed length even if
     * each character takes three bytes.
     */
    static final int LONGEST_TEXT = 3 * TraceJson.SPEC_LENGTH + 1024;

    private final ObjectMapper mapper;
    private final Diet diet;
    private final LongTexts texts = new LongTexts(LONGEST_TEXT);
    private final JsonParser parser;
    private final ByteBufferFeeder feeder;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final JsonGenerator out;

    /**
     * The object that is being read. {@code open} has its open containers with their kept fields; it is empty between
     * two objects.
     */
    private TokenBuffer object;

    private final Deque<Kept> open = new ArrayDeque<>();
    private Kept next = Kept.WHOLE;

    /** Whether the next value is left out; {@code skipped} counts the open containers of a value that is left out. */
    private boolean skip;

    private int skipped;

    Sieve(ObjectMapper mapper, Diet diet) throws IOException {
        this.mapper = mapper;
        this.diet = diet;
        this.parser = mapper.getFactory().createNonBlockingByteBufferParser();
        this.feeder = (ByteBufferFeeder) parser.getNonBlockingInputFeeder();
        this.out = mapper.getFactory().createGenerator(passed);
        this.object = buffer();
    }

    /** Reads the next bytes of the answer, and returns those that can be passed on now. */
    byte[] pass(ByteBuffer bytes) throws IOException {
        feeder.feedInput(texts.pass(bytes));
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (!leftOut(token)) {
                take(token);
            }
            token = parser.nextToken();
        }
        out.flush();
        byte[] now = passed.toByteArray();
        passed.reset();
        return now;
    }

    private boolean leftOut(JsonToken token) {
        if (skipped > 0) {
            skipped += depth(token);
            return true;
        }
        if (skip) {
            skip = false;
            skipped = depth(token);
            return true;
        }
        return false;
    }

    private static int depth(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    private void take(JsonToken token) throws IOException {
        if (!open.isEmpty()) {
            within(token);
        } else if (token == JsonToken.START_OBJECT && begins()) {
            open.push(diet.kept());
            object.copyCurrentEvent(parser);
        } else {
            out.copyCurrentEvent(parser);
        }
    }

    /** Whether an object begins here: in a list each element of {@code items}, else the answer itself. */
    private boolean begins() {
        JsonStreamContext parent = parser.getParsingContext().getParent();
        return diet.list()
                ? parent.inArray()
                        && "items".equals(parent.getParent().getCurrentName())
                        && parent.getParent().getParent().inRoot()
                : parent.inRoot();
    }

    private void within(JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            var kept = open.peek().of(parser.currentName());
            skip = kept.isEmpty();
            next = kept.orElse(Kept.WHOLE);
            if (skip) {
                return;
            }
        } else if (token.isStructStart()) {
            boolean element = parser.getParsingContext().getParent().inArray();
            open.push(element ? open.peek() : next);
        } else if (token.isStructEnd()) {
            open.pop();
        }
        object.copyCurrentEvent(parser);
        if (open.isEmpty()) {
            end();
        }
    }

    private void end() throws IOException {
        try (JsonParser kept = object.asParser(mapper)) {
            ObjectNode tree = mapper.readTree(kept);
            out.writeTree(
                    tree.path("kind").asText().equals("Status")
                            ? tree
                            : diet.rest().apply(tree));
        }
        object = buffer();
    }

    private TokenBuffer buffer() {
        return new TokenBuffer(mapper, false);
    }
}
