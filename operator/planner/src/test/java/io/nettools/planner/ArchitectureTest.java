package io.nettools.planner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.nettools.analyser.passage.Between;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The planner decides; it does not look, wait, write or ask what time it is. */
@AnalyzeClasses(packages = "io.nettools.planner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knows_only_values_of_the_jdk_and_what_trace_pods_are_told_and_say = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "io.nettools.planner..",
                            "io.nettools.analyser.report",
                            "io.nettools.analyser.order",
                            "io.nettools.analyser.redaction",
                            "io.nettools.analyser.shape",
                            "io.nettools.analyser.text",
                            "java.lang",
                            "java.lang.invoke",
                            "java.lang.runtime",
                            "java.math",
                            "java.time",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream")
                    // what two trace pods said of the same packets is subtracted here, where both answers meet
                    .or(type(Between.class)));

    @ArchTest
    static final ArchRule touches_neither_process_nor_thread = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    System.class,
                    Runtime.class,
                    Process.class,
                    ProcessBuilder.class,
                    Thread.class,
                    ThreadLocal.class,
                    Timer.class,
                    Random.class);

    @ArchTest
    static final ArchRule has_no_clock = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class, LocalDateTime.class, ZonedDateTime.class, Date.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule keeps_no_state_of_its_own =
            fields().that().areStatic().should().beFinal();

    /** Filters are checked without knowing what a plan is; what was observed does not know what will be planned. */
    @ArchTest
    static final ArchRule decisions_are_known_to_nobody_below_them = noClasses()
            .that()
            .resideOutsideOfPackage("io.nettools.planner.plan")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nettools.planner.plan");

    @ArchTest
    static final ArchRule filters_stand_alone = noClasses()
            .that()
            .resideInAPackage("io.nettools.planner.filter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.nettools.planner.plan",
                    "io.nettools.planner.status",
                    "io.nettools.planner.trace",
                    "io.nettools.analyser..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.nettools.planner.(*)..").should().beFreeOfCycles();

    @Test
    void theClassesAreReadAtAll() {
        JavaClasses read = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.nettools.planner");
        assertTrue(read.contain("io.nettools.planner.plan.Planner"));
    }
}
