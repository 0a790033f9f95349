package io.nettools.analyser.tls;

import io.nettools.analyser.greeting.FirstBytes;
import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.stream.NewBytes;
import io.nettools.analyser.stream.SharedBuffers;

/** One end's part of a handshake; reports its messages to {@link Handshake}. */
final class Speaker implements Records.Content, Messages.Listener {
    /** "HTTP/" */
    private static final long HTTP = 0x48_5454_502fL;

    private final Side side;
    private final Handshake handshake;
    private final Records records = new Records(this);
    private final Messages messages;
    private boolean cipherChanged;
    private long micros;
    private int alertLength;
    private int alertBytes;
    private int level;
    private Protocol first;

    Speaker(Side side, Handshake handshake, SharedBuffers buffers) {
        this.side = side;
        this.handshake = handshake;
        messages = new Messages(buffers, this);
    }

    void read(Packet packet, NewBytes fresh) {
        micros = packet.micros();
        if (first == null && fresh.any()) {
            first = fresh.missing() > 0
                    ? Protocol.Unknown
                    : FirstBytes.ofServer(packet.bytes(), fresh.from(), fresh.to());
            handshake.begins(side, first);
        }
        records.read(packet.bytes(), fresh);
    }

    /** Ends this part, with the capture or the handshake: an incomplete hello is read as far as it was captured. */
    void finish() {
        messages.hurry();
    }

    @Override
    public void record(int type, int length) {
        handshake.record(side);
        alertLength = length;
        alertBytes = 0;
        switch (type) {
            case Records.CHANGE_CIPHER_SPEC -> cipherChanged(true);
            case Records.HANDSHAKE -> finished();
            case Records.APPLICATION_DATA -> handshake.applicationData(side, length, micros);
            case Records.ALERT -> encryptedAlert(length);
            default -> {}
        }
    }

    private void cipherChanged(boolean changed) {
        // TLS 1.3 sends it only to please middleboxes (RFC 8446 §D.4)
        cipherChanged = changed && !handshake.tls13();
    }

    private void finished() {
        if (cipherChanged) {
            handshake.finished(side, micros);
        }
    }

    private void encryptedAlert(int length) {
        if (length > 2) {
            handshake.encryptedAlert();
        }
    }

    @Override
    public void bytes(int type, Bytes bytes, int from, int to) {
        if (type == Records.HANDSHAKE && !cipherChanged) {
            messages.read(bytes, from, to);
        }
        if (type == Records.ALERT && alertLength == 2) {
            for (int at = from; at < to; at++) {
                alert(bytes.u8(at));
            }
        }
    }

    private void alert(int value) {
        alertBytes++;
        if (alertBytes == 1) {
            level = value;
            return;
        }
        boolean closes = value == Alert.CLOSE_NOTIFY || value == Alert.USER_CANCELED;
        // the level has no meaning in TLS 1.3 (RFC 8446 §6)
        boolean ends = level == Alert.FATAL || (level == Alert.WARNING && (closes || handshake.tls13()));
        if (ends) {
            handshake.alert(side, Alert.name(value));
        }
    }

    @Override
    public void missing(int type, int count) {
        if (type == Records.HANDSHAKE && !cipherChanged) {
            messages.missing(count);
        }
        alertLength = 0;
    }

    @Override
    public void lost() {
        handshake.sent(side).lost();
    }

    @Override
    public void otherProtocol(long beginning) {
        handshake.otherProtocol(side, beginning == HTTP ? Protocol.Http : first);
    }

    @Override
    public void message(int type, int length) {
        handshake.message(side, type, length, micros);
    }

    @Override
    public void hello(int type, byte[] body, int length, boolean whole) {
        if (type == Messages.CLIENT_HELLO) {
            handshake.clientHello(side, Hello.ofClient(body, length, whole));
        } else {
            handshake.serverHello(side, Hello.ofServer(body, length, whole));
        }
    }
}
