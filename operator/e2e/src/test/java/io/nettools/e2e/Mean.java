package io.nettools.e2e;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The mean of a sample and its standard error. */
record Mean(double value, double error) {
    static Mean of(Stream<Double> values) {
        List<Double> sample = values.toList();
        double mean = sample.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares =
                sample.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
        int size = sample.size();
        return new Mean(mean, Math.sqrt(squares / (size - 1) / size));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", value, error);
    }
}
