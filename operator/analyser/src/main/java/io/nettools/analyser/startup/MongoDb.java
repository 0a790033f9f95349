package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import java.util.Set;

/**
 * MongoDB ("MongoDB Wire Protocol": "Standard Message Header", "OP_MSG", "OP_QUERY", "OP_REPLY"; bsonspec.org, version
 * 1.1). Numbers begin with the lowest byte. What comes after the answer to the first command on data is not read.
 *
 * <pre>
 *  0 length | 4 ID of the request | 8 ID of the request that is answered | 12 opcode
 * OP_MSG:    16 flags | 20 kind of section: 0 | 21 document
 * OP_QUERY:  16 flags | 20 "admin.$cmd" NUL | skip (4) | return (4) | document
 * OP_REPLY:  16 flags | 20 cursor (8) | 28 from (4) | 32 count (4) | 36 document
 * </pre>
 */
final class MongoDb implements Dialect {
    private static final int HEADER = 16;
    private static final int MESSAGE = 2013;
    private static final int QUERY = 2004;
    private static final int REPLY = 1;
    private static final int LONGEST = 48_000_000;
    /** A first message says who the client is, and perhaps begins to log in. */
    private static final int LONGEST_FIRST = 1 << 16;

    private static final int LONGEST_NAMESPACE = 80;
    private static final Set<String> STARTS = Set.of("hello", "isMaster", "ismaster", "saslStart", "saslContinue");
    private static final Set<String> ON_DATA = Set.of(
            "aggregate",
            "count",
            "createIndexes",
            "delete",
            "distinct",
            "find",
            "findAndModify",
            "insert",
            "listCollections",
            "listDatabases",
            "update");

    private String command = "";

    static boolean mayBegin(Bytes bytes, int from, int to) {
        long length = little(bytes, from);
        if (to - from < HEADER || length <= HEADER || length > LONGEST_FIRST || bytes.i32(from + 8) != 0) {
            return false;
        }
        long opcode = little(bytes, from + 12);
        return opcode == MESSAGE || opcode == QUERY;
    }

    private static long little(Bytes bytes, int at) {
        return Integer.toUnsignedLong(Integer.reverseBytes(bytes.i32(at)));
    }

    @Override
    public Protocol protocol() {
        return Protocol.MongoDb;
    }

    @Override
    public long length(Bytes start) {
        if (!start.has(0, 4)) {
            return UNKNOWN;
        }
        long length = little(start, 0);
        return length <= HEADER || length > LONGEST ? FOREIGN : length;
    }

    @Override
    public Verdict asked(Bytes message) {
        boolean first = command.isEmpty();
        command = Document.firstName(message, document(message));
        return command.isEmpty() || (first && !STARTS.contains(command) && !ON_DATA.contains(command))
                ? Verdict.OVER
                : Verdict.GOES_ON;
    }

    @Override
    public Verdict answered(Bytes message) {
        Document answer = Document.in(message, document(message));
        if (answer.ok() == 0 && answer.code() != Document.NONE) {
            return refusal(answer);
        }
        return ON_DATA.contains(command) ? Verdict.SERVES : Verdict.GOES_ON;
    }

    /** Where the document of a message is; behind it when there is none. */
    private static int document(Bytes message) {
        return switch ((int) little(message, 12)) {
            case MESSAGE -> message.u8(20) == 0 ? 21 : message.length();
            case REPLY -> 36;
            case QUERY -> {
                int end = message.find('\0', 20, Math.min(message.length(), 20 + LONGEST_NAMESPACE));
                yield message.startsWith(".$cmd", end - 5) ? end + 9 : message.length();
            }
            default -> message.length();
        };
    }

    private Verdict refusal(Document answer) {
        boolean login = command.startsWith("sasl");
        boolean matters = login || ON_DATA.contains(command);
        return switch (cause(answer.code())) {
            case ShuttingDown -> Verdict.refused(Cause.ShuttingDown, answer.code(), answer.words());
            case NotPermitted, NotPrimary ->
                matters ? Verdict.refused(cause(answer.code()), answer.code(), answer.words()) : Verdict.GOES_ON;
            case PasswordWrong, Mechanism, OtherError ->
                login ? Verdict.refused(cause(answer.code()), answer.code(), answer.words()) : other();
            default -> other();
        };
    }

    /** The server answers, were it with an error of its own. */
    private Verdict other() {
        return ON_DATA.contains(command) ? Verdict.SERVES : Verdict.GOES_ON;
    }

    /** MongoDB's error_codes.yml; 8000 is what Atlas says. */
    private static Cause cause(int code) {
        return switch (code) {
            case 11, 18, 8000 -> Cause.PasswordWrong;
            case 13 -> Cause.NotPermitted;
            case 91, 11600 -> Cause.ShuttingDown;
            case 189, 10107, 11602, 13435, 13436 -> Cause.NotPrimary;
            case 334 -> Cause.Mechanism;
            default -> Cause.OtherError;
        };
    }
}
