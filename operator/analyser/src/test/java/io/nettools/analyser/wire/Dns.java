package io.nettools.analyser.wire;

import java.io.ByteArrayOutputStream;

/** A DNS message, from what a test wants to say about it. */
public final class Dns {
    /** An answer section's record: the question's name by a pointer, A, Internet, 30 seconds, 10.9.9.9. */
    private static final byte[] RECORD = Wire.hex("c00c 0001 0001 0000001e 0004 0a090909");

    private final int id;
    private final byte[] question;
    private int flags;
    private int answers;
    private byte[] behind = {};
    private int additional;

    private Dns(int id, int flags, byte[] question) {
        this.id = id;
        this.flags = flags;
        this.question = question;
    }

    public static Dns query(int id, String name, int type) {
        return new Dns(id, 0x0100, question(name(name), type));
    }

    public static Dns answer(int id, String name, int type) {
        return new Dns(id, 0x8180, question(name(name), type));
    }

    /** A message of any kind around a question's bytes. */
    public static Dns message(int id, int flags, byte[] question) {
        return new Dns(id, flags, question);
    }

    /** A name written with dots, as labels. */
    public static byte[] name(String dotted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : dotted.split("\\.", -1)) {
            out.writeBytes(label(label));
        }
        out.write(0);
        return out.toByteArray();
    }

    /** One label with its length, whatever is in it. */
    public static byte[] label(String text) {
        byte[] bytes = Wire.ascii(text);
        return Wire.join(new byte[] {(byte) bytes.length}, bytes);
    }

    public static byte[] question(byte[] name, int type) {
        return Wire.join(name, Wire.u16(type), Wire.u16(1));
    }

    /** With so many records of the question's name. */
    public Dns records(int count) {
        answers = count;
        for (int i = 0; i < count; i++) {
            behind = Wire.join(behind, RECORD);
        }
        return this;
    }

    /** With a response code, whose upper bits go into an OPT record. */
    public Dns code(int code) {
        flags |= code & 15;
        return code > 15 ? option(code >> 4) : this;
    }

    public Dns truncated() {
        flags |= 0x0200;
        return this;
    }

    /** With an OPT record (EDNS). */
    public Dns option(int upperCode) {
        additional = 1;
        behind = Wire.join(behind, Wire.hex("00 0029 04d0"), new byte[] {(byte) upperCode, 0, 0, 0}, Wire.u16(0));
        return this;
    }

    public byte[] bytes() {
        byte[] counts =
                Wire.join(Wire.u16(question.length > 0 ? 1 : 0), Wire.u16(answers), Wire.u16(0), Wire.u16(additional));
        return Wire.join(Wire.u16(id), Wire.u16(flags), counts, question, behind);
    }

    /** Behind its length, as over TCP. */
    public byte[] overTcp() {
        byte[] bytes = bytes();
        return Wire.join(Wire.u16(bytes.length), bytes);
    }
}
