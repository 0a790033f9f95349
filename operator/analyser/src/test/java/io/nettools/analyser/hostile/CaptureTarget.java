package io.nettools.analyser.hostile;

/** A capture file: any bytes. */
public final class CaptureTarget {
    private CaptureTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Reading.ofFile(input);
    }
}
