package io.nettools.controller.ops;

import io.fabric8.kubernetes.api.model.Quantity;
import io.nettools.analyser.redaction.Paths;
import io.nettools.controller.log.LevelFile;
import io.nettools.controller.log.LogLevel;
import io.nettools.controller.ops.Settings.ContainerLimits;
import io.nettools.controller.ops.Settings.CpuAndMemory;
import io.nettools.controller.ops.Settings.Profile;
import io.nettools.planner.plan.Retention;
import io.nettools.planner.trace.Limits;
import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Limits.Permission;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** Reads the settings from the keys of the ConfigMap. It reports all mistakes at once, with a sentence for each. */
public final class SettingsReader {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final long MOST = 1L << 40;

    /** Least CPU of a container, a tenth: with less, a throttled container starts too late for a trace. */
    private static final String LEAST_CPU = "100m";

    /**
     * Least memory of the capture container: for the agent (a heap of 64 MiB and as much besides) with three tcpdumps,
     * each with a ring of 16 MiB.
     */
    private static final String LEAST_CAPTURE_MEMORY = "256Mi";

    /** Least memory of the analyser: for the agent without tools. */
    private static final String LEAST_ANALYSER_MEMORY = "160Mi";

    /** Variable of the operator's Deployment with the image of the trace pods. Tools that mirror images read such names. */
    public static final String IMAGE_VARIABLE = "RELATED_IMAGE_NETTOOLS";

    private static final String AN_IMAGE = "write an image for the trace pods, e.g. quay.io/you/nettools-fedora:1.0";

    /** Permissions by default. */
    private static final Set<Permission> ALLOWED = Set.of(Permission.NodeViews, Permission.Topology);

    private static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private final Map<String, String> values;
    private final String imageByDefault;
    private final List<String> complaints = new ArrayList<>();

    /** Keys that were read. After reading they are all valid keys. */
    private final SortedSet<String> known = new TreeSet<>();

    private SettingsReader(Map<String, String> values, String imageByDefault) {
        this.values = values;
        this.imageByDefault = imageByDefault;
    }

    /** Thrown for settings that cannot be used; the message has one line for each mistake. */
    public static final class MistakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MistakenException(List<String> complaints) {
            super(String.join("\n", complaints));
        }
    }

    /**
     * Reads the settings, which have to name the image.
     *
     * @throws MistakenException when a value cannot be used
     */
    public static Settings read(Map<String, String> values) {
        return read(values, "");
    }

    /**
     * Reads the settings.
     *
     * @param imageByDefault value of {@link #IMAGE_VARIABLE}, used where the setting is absent or empty; may be empty
     * @throws MistakenException when a value cannot be used
     */
    public static Settings read(Map<String, String> values, String imageByDefault) {
        return new SettingsReader(values, imageByDefault).settings();
    }

    private Settings settings() {
        Settings settings = new Settings(
                image(),
                text(
                        "imagePullPolicy",
                        "IfNotPresent",
                        List.of("IfNotPresent", "Always", "Never")::contains,
                        "IfNotPresent, Always or Never"),
                text("traceNamespace", "nettrace-traces", name -> name.matches(NAMESPACE), "a namespace name"),
                profile(),
                limits(),
                containers(),
                duration("sweepInterval", "3m"),
                retention(),
                level());
        complaints.addAll(0, unknown());
        if (!complaints.isEmpty()) {
            throw new MistakenException(complaints);
        }
        return settings;
    }

    /** The complaints about unknown keys, after all settings were read. */
    private List<String> unknown() {
        return values.keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> key + ": unknown setting; the settings are " + known)
                .toList();
    }

    private String image() {
        Optional<String> setting = given("image");
        String image = setting.map(key -> value(key, "")).orElse(imageByDefault.strip());
        if (image.isEmpty()) {
            complaints.add("image is empty, and so is the variable " + IMAGE_VARIABLE
                    + " of the operator's Deployment: " + AN_IMAGE);
        } else if (!image.matches("\\S{1,512}")) {
            complaints.add(setting.orElse(IMAGE_VARIABLE) + " is \"" + image + "\": " + AN_IMAGE);
        }
        return image;
    }

    private String value(String key, String byDefault) {
        known.add(key);
        return values.getOrDefault(key, byDefault).strip();
    }

    private Level level() {
        String word =
                text(LevelFile.KEY, "info", value -> LogLevel.named(value).isPresent(), "one of " + LogLevel.WORDS);
        return LogLevel.named(word).orElse(Level.INFO);
    }

    private Retention retention() {
        Optional<Integer> most = given("keepFinished").map(key -> count(key, ""));
        Optional<Duration> age = given("keepFinishedFor").map(key -> duration(key, "", YEAR));
        return new Retention(most, age);
    }

    /** The key, if it has a value. */
    private Optional<String> given(String key) {
        return Optional.of(key).filter(it -> !value(it, "").isEmpty());
    }

    private Profile profile() {
        String name = text(
                "profile",
                "capabilities",
                value -> Arrays.stream(Profile.values())
                        .anyMatch(one -> one.name().equals(value)),
                "capabilities or privileged");
        return name.isEmpty() ? Profile.capabilities : Profile.valueOf(name);
    }

    private Limits limits() {
        return new Limits(
                duration("maxDuration", "10m"),
                number("maxPackets", "1000000", MOST, Long::parseLong),
                number("maxBytes", "200Mi", MOST, SettingsReader::bytes),
                count("maxTargets", "10"),
                new MaxTracePods(
                        count("maxTracePods", "20"),
                        count("maxTracePodsPerNode", "5"),
                        count("maxTracePodsPerNamespace", "10")),
                permissions(),
                paths(),
                namespaces("hostNetworkNamespaces"),
                duration("startDeadline", "2m"));
    }

    private Set<Permission> permissions() {
        return Stream.of(Permission.values())
                .filter(one -> flag(one.setting(), String.valueOf(ALLOWED.contains(one))))
                .collect(Collectors.toSet());
    }

    private ContainerLimits containers() {
        return new ContainerLimits(
                new CpuAndMemory(
                        quantity("captureCpu", "2", LEAST_CPU),
                        quantity("captureMemory", "384Mi", LEAST_CAPTURE_MEMORY)),
                new CpuAndMemory(
                        quantity("analyserCpu", "500m", LEAST_CPU),
                        quantity("analyserMemory", "192Mi", LEAST_ANALYSER_MEMORY)));
    }

    /** The quantity as the admin wrote it. */
    private String quantity(String key, String byDefault, String least) {
        return text(
                key,
                byDefault,
                value -> amount(value)
                        .filter(amount -> amount.compareTo(amount(least).orElseThrow()) >= 0
                                && amount.compareTo(BigDecimal.valueOf(MOST)) <= 0)
                        .isPresent(),
                "a quantity of at least " + least + ", e.g. " + byDefault);
    }

    private static Optional<BigDecimal> amount(String quantity) {
        try {
            return Optional.of(Quantity.getAmountInBytes(Quantity.parse(quantity)));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            return Optional.empty();
        }
    }

    private Paths paths() {
        String word = text(
                "paths",
                Paths.Shown.word(),
                value -> Paths.of(value).isPresent(),
                Stream.of(Paths.values()).map(Paths::word).collect(Collectors.joining(", ")));
        return Paths.of(word).orElse(Paths.None);
    }

    private String text(String key, String byDefault, Predicate<String> good, String expected) {
        String value = value(key, byDefault);
        if (good.test(value)) {
            return value;
        }
        complaints.add(key + " is \"" + value + "\": write " + expected);
        return "";
    }

    private Duration duration(String key, String byDefault) {
        return duration(key, byDefault, Duration.ofHours(24));
    }

    private Duration duration(String key, String byDefault, Duration most) {
        String value = value(key, byDefault);
        try {
            Duration duration = Durations.parse(value);
            if (duration.isPositive() && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the others
        }
        complaints.add(
                key + " is \"" + value + "\": write a duration of at most " + most.toHours() + "h, e.g. 30s or 10m");
        return Duration.ofSeconds(1);
    }

    private int count(String key, String byDefault) {
        return (int) number(key, byDefault, Integer.MAX_VALUE, Long::parseLong);
    }

    private long number(String key, String byDefault, long most, Function<String, Long> parse) {
        String value = value(key, byDefault);
        try {
            long number = parse.apply(value);
            if (number > 0 && number <= most) {
                return number;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // reported below, with the others
        }
        complaints.add(key + " is \"" + value + "\": write a number from 1 to " + most
                + (key.endsWith("Bytes") ? ", e.g. 200Mi" : ""));
        return 1;
    }

    private boolean flag(String key, String byDefault) {
        return text(key, byDefault, List.of("true", "false")::contains, "true or false")
                .equals("true");
    }

    private Set<String> namespaces(String key) {
        Set<String> names = Arrays.stream(value(key, "").split("[,\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        names.stream()
                .filter(name -> !name.matches(NAMESPACE))
                .sorted()
                .forEach(name ->
                        complaints.add(key + " has \"" + name + "\": write namespace names, separated by commas"));
        return names;
    }

    private static long bytes(String quantity) {
        return Quantity.getAmountInBytes(Quantity.parse(quantity)).longValueExact();
    }
}
